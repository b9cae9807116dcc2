"""What is drawn on the screen, as numbers: how far apart two colours are, by the formula of WCAG 2."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Page

Picture = Any  # an array: rows of pixels, each a colour or the luminance of one


def pixels(picture: bytes) -> Picture:
    """The colours of a picture as a file holds it."""
    return np.asarray(Image.open(BytesIO(picture)).convert("RGB"))


def luminance(colours: Picture) -> Picture:
    """The relative luminance of each pixel, from 0 for black to 1 for white."""
    parts = colours.astype(np.float32) / 255
    light = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return light @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


def contrast(one: Picture, other: Picture) -> Picture:
    """The ratio of contrast of two luminances, or of each pixel of two pictures: 1 for none, 21 for black on white."""
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def drawn(page: Page, box: dict[str, float]) -> Picture:
    """The luminances of a part of the window as it stands: x, y, width and height in pixels of the window."""
    return luminance(pixels(page.screenshot(clip=box)))  # type: ignore[arg-type]
