"""The rehearsal as a wheel, to install from the site's own address.

package      which files go into it, and under which names: pure, but for reading; start here
build        the wheel and its constraints, made by hatchling; what did not change is not made again
"""
