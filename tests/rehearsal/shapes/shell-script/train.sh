#!/bin/bash
set -e
python prepare.py
cp epocas.txt "$SM_MODEL_DIR/epocas.txt"
