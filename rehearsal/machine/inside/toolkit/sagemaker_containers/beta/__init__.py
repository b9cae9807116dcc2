"""The part of the older toolkit that most scripts of scikit-learn's image import: `framework`."""
