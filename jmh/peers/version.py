#!/usr/bin/env python3
"""Says which NumPy or PyTorch answers, or ends with status 1: python3 version.py numpy|pytorch"""
import sys

import timing

timing.only_avx2()


def blas_of_numpy():
    """The library that multiplies NumPy's matrices, as far as this process can tell."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        files = {line.split("/")[-1].strip() for line in maps if "blas" in line.lower()}
    return ", ".join(sorted(files)) or "no BLAS"


def main(library):
    if library == "numpy":
        import numpy

        numpy.ones((2, 2)) @ numpy.ones((2, 2))
        print(f"NumPy {numpy.__version__} with {blas_of_numpy()}, Python {sys.version.split()[0]}")
    elif library == "pytorch":
        import torch

        parallel = torch.backends.mkl.is_available() and "MKL" or "no MKL"
        print(f"PyTorch {torch.__version__}, {parallel}, Python {sys.version.split()[0]}")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except ImportError as missing:
        sys.exit(str(missing))
