#!/usr/bin/env python3
"""The gradient of a sparse autoencoder, 64-25-64, given its activations, in NumPy and PyTorch.

    python3 seed.py numpy|pytorch f32|f64 SAMPLES     times each form
    python3 seed.py store SAMPLES                     prints operands and NumPy's results as JSON

Forms: LOOP takes sample after sample; WHOLE takes all in one array, a sample a column, as the
question that this problem comes from; ROWS the same with a sample a row. The problem is stated in
jmh/src/main/java/dev/lanewise/jmh/seed/Problem.java.
"""
import json
import sys

import timing

INPUTS = 64
HIDDEN = 25
RHO = 0.05
BETA = 3.0


def operands(np, samples, dtype):
    """Samples are columns."""
    random = np.random.default_rng(1)

    def make(low, high, *shape):
        return random.uniform(low, high, shape).astype(dtype)

    x = make(0.1, 0.9, INPUTS, samples)
    a2 = make(0.1, 0.9, HIDDEN, samples)
    a3 = make(0.1, 0.9, INPUTS, samples)
    w2 = make(-0.25, 0.25, INPUTS, HIDDEN)
    return x, x.copy(), a2, a3, w2, a2.mean(axis=1, keepdims=True)


def loop(np, x, a1, a2, a3, w2, means):
    s = BETA * (-RHO / means + (1 - RHO) / (1 - means))
    dw1 = np.zeros((HIDDEN, INPUTS), x.dtype)
    dw2 = np.zeros((INPUTS, HIDDEN), x.dtype)
    db1 = np.zeros((HIDDEN, 1), x.dtype)
    db2 = np.zeros((INPUTS, 1), x.dtype)
    for i in range(x.shape[1]):
        column = slice(i, i + 1)
        out = a3[:, column]
        hidden = a2[:, column]
        d3 = -(x[:, column] - out) * out * (1 - out)
        d2 = (np.dot(w2.T, d3) + s) * hidden * (1 - hidden)
        dw1 += d2 * a1[:, column].T
        dw2 += d3 * hidden.T
        db1 += d2
        db2 += d3
    return dw1, dw2, db1, db2


def whole(x, a1, a2, a3, w2, means):
    s = BETA * (-RHO / means + (1 - RHO) / (1 - means))
    d3 = -(x - a3) * a3 * (1 - a3)
    d2 = (w2.T @ d3 + s) * a2 * (1 - a2)
    return d2 @ a1.T, d3 @ a2.T, d2.sum(1), d3.sum(1)


def rows(x, a1, a2, a3, w2, means):
    s = BETA * (-RHO / means + (1 - RHO) / (1 - means))
    d3 = -(x - a3) * a3 * (1 - a3)
    d2 = (d3 @ w2 + s) * a2 * (1 - a2)
    return d2.T @ a1, d3.T @ a2, d2.sum(0), d3.sum(0)


def check(forms, tolerance):
    """All forms compute the same, or this ends."""
    results = {name: call() for name, call in forms.items()}
    reference = results["WHOLE"]
    for name, result in results.items():
        for ours, theirs in zip(result, reference):
            ours = ours.reshape(theirs.shape)
            worst = float(abs(ours - theirs).max())
            if not worst <= tolerance:
                sys.exit(f"{name} differs from WHOLE by {worst}")


def numpy_forms(samples, f32):
    import numpy as np

    columns = operands(np, samples, np.float32 if f32 else np.float64)
    transposed = [np.ascontiguousarray(array.T) for array in columns]
    transposed[4] = columns[4]
    return {
        "LOOP": lambda: loop(np, *columns),
        "WHOLE": lambda: whole(*columns),
        "ROWS": lambda: rows(*transposed),
    }


def torch_forms(samples, f32):
    import numpy as np
    import torch

    torch.set_num_threads(timing.threads())
    torch.set_grad_enabled(False)
    arrays = operands(np, samples, np.float32 if f32 else np.float64)
    columns = [torch.from_numpy(array) for array in arrays]
    transposed = [tensor.T.contiguous() for tensor in columns]
    transposed[4] = columns[4]
    return {
        "WHOLE": lambda: whole(*columns),
        "ROWS": lambda: rows(*transposed),
    }


def store(samples):
    """Samples are rows in the file, as in the Java forms; operands are short, which saves space."""
    import numpy as np

    x, _, a2, a3, w2, _ = (array.round(3) for array in operands(np, samples, np.float64))
    columns = x, x, a2, a3, w2, a2.mean(axis=1, keepdims=True)
    dw1, dw2, db1, db2 = whole(*columns)
    named = {"x": x.T, "a2": a2.T, "a3": a3.T, "w2": w2}
    named.update({"dw1": dw1, "dw2": dw2, "db1": db1, "db2": db2})
    print(json.dumps({name: array.ravel().tolist() for name, array in named.items()}))


def main(library, precision, samples):
    timing.threads()
    timing.only_avx2()
    f32 = precision == "f32"
    of_library = torch_forms if library == "pytorch" else numpy_forms
    # Sums of `samples` terms below 3: the rounding of a sum in any order, with room for the terms'.
    # In single precision that bound would let errors pass, so forms are checked in double, too.
    count = int(samples)
    check(of_library(count, False), 4 * count * count * 2.0**-53)
    forms = of_library(count, f32)
    check(forms, 4 * count * count * (2.0**-24 if f32 else 2.0**-53))
    for name, call in forms.items():
        parameters = {"precision": precision.upper(), "form": name, "samples": samples}
        timing.report(parameters, timing.measure(call))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "store":
        store(int(sys.argv[2]))
    elif len(sys.argv) == 4:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
