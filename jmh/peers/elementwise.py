#!/usr/bin/env python3
"""Elementwise kernels of PyTorch and NumPy, as ElementwiseBenchmark times ours.

    python3 elementwise.py numpy|pytorch f32|f64 PLACE[,PLACE...] [KERNEL...]

Operands of a call lie together in the given place, L1, L2, L3 or MEMORY, or such as L3@2 for two
threads of OMP_NUM_THREADS; rows of 64 elements, from the ranges that ours come from; results go to
existing arrays wherever the library lets them. One line of JSON for each kernel that the library has.
"""
import sys

import timing

COLS = 64
BYTES = {"L1": 16 << 10, "L2": 512 << 10, "L3": 8 << 20, "MEMORY": 256 << 20}

# Whose second operand has both signs, too.
DERIVATIVES = ("RELU_DERIVATIVE", "GELU_DERIVATIVE", "SILU_DERIVATIVE")


def lowest(kernel, operand):
    """As ElementwiseKernel.lowest: who takes a shortcut for one sign shall not have that alone."""
    return -1 if operand == 0 or (operand == 1 and kernel in DERIVATIVES) else 0


def torch_kernels(f32):
    import torch

    torch.set_num_threads(timing.threads())
    torch.set_grad_enabled(False)
    # Derivatives are multiplied into the same array again and again, until nothing is left.
    torch.set_flush_denormal(True)
    dtype = torch.float32 if f32 else torch.float64
    fn = torch.nn.functional
    aten = torch.ops.aten

    def make(rows, cols, low=0):
        return torch.rand(rows, cols, dtype=dtype).mul_(1 - low).add_(low)

    row = make(1, COLS)

    def output_delta(x, a, d):
        torch.sub(a, x, out=d)
        d.mul_(a * (1 - a))

    def output_delta_sums(x, a, d):
        output_delta(x, a, d)
        d.sum(0)

    def hidden_delta(s, a, d):
        torch.add(s, row, out=d)
        d.mul_(a * (1 - a))

    def hidden_delta_sums(s, a, d):
        hidden_delta(s, a, d)
        d.sum(0)

    def cross_entropy(z, y, d):
        log = fn.log_softmax(z, 1)
        torch.exp(log, out=d)
        d.sub_(y)
        return -(log * y).sum()

    def squared_error(a, y, d):
        torch.sub(a, y, out=d)
        return d.square().sum()

    def momentum(g, v, theta):
        v.mul_(0.9).add_(g)
        theta.add_(v, alpha=-1e-9)

    def nesterov(g, v, theta):
        v.mul_(0.9).add_(g)
        theta.add_(g.add(v, alpha=0.9), alpha=-1e-9)

    def rms_prop(g, s, theta):
        s.mul_(0.99).addcmul_(g, g, value=0.01)
        theta.addcdiv_(g, s.sqrt().add_(1e-8), value=-1e-9)

    def adam(g, m, v, theta):
        m.mul_(0.9).add_(g, alpha=0.1)
        v.mul_(0.999).addcmul_(g, g, value=0.001)
        theta.addcdiv_(m, (v.sqrt() / 0.1).add_(1e-8), value=-1e-9)

    # name: (operands, call)
    return make, {
        "COPY": (2, lambda x, y: y.copy_(x)),
        "RELU": (1, lambda x: x.relu_()),
        "RELU_ELSEWHERE": (2, lambda x, y: torch.clamp_min(x, 0, out=y)),
        "SIGMOID": (2, lambda x, y: torch.sigmoid(x, out=y)),
        "TANH": (2, lambda x, y: torch.tanh(x, out=y)),
        "SOFTPLUS": (2, lambda x, y: aten.softplus.out(x, out=y)),
        "ELU": (2, lambda x, y: aten.elu.out(x, out=y)),
        "GELU": (2, lambda x, y: aten.gelu.out(x, out=y)),
        "GELU_TANH": (2, lambda x, y: aten.gelu.out(x, approximate="tanh", out=y)),
        "SILU": (2, lambda x, y: aten.silu.out(x, out=y)),
        "EXP": (2, lambda x, y: torch.exp(x, out=y)),
        "BIAS_SIGMOID": (1, lambda x: x.add_(row).sigmoid_()),
        "RELU_DERIVATIVE": (2, lambda d, a: aten.threshold_backward.grad_input(d, a, 0, grad_input=d)),
        "SIGMOID_DERIVATIVE": (2, lambda d, a: aten.sigmoid_backward.grad_input(d, a, grad_input=d)),
        "GELU_DERIVATIVE": (2, lambda d, z: aten.gelu_backward.grad_input(d, z, grad_input=d)),
        "SILU_DERIVATIVE": (2, lambda d, z: aten.silu_backward.grad_input(d, z, grad_input=d)),
        "OUTPUT_DELTA": (3, output_delta),
        "OUTPUT_DELTA_SUMS": (3, output_delta_sums),
        "HIDDEN_DELTA": (3, hidden_delta),
        "HIDDEN_DELTA_SUMS": (3, hidden_delta_sums),
        "COLUMN_SUMS": (1, lambda x: x.sum(0)),
        "SOFTMAX": (2, lambda x, y: torch.softmax(x, 1, out=y)),
        "LOG_SOFTMAX": (2, lambda x, y: torch.log_softmax(x, 1, out=y)),
        "LOG_SUM_EXP": (1, lambda x: torch.logsumexp(x, 1)),
        "ARG_MAX": (1, lambda x: torch.argmax(x, 1)),
        "SUM": (1, lambda x: x.sum()),
        "DOT": (2, lambda x, y: torch.dot(x.view(-1), y.view(-1))),
        "CROSS_ENTROPY": (3, cross_entropy),
        "SQUARED_ERROR": (3, squared_error),
        "ADD_SCALED": (2, lambda x, y: y.add_(x, alpha=-1e-9)),
        "MOMENTUM": (3, momentum),
        "NESTEROV": (3, nesterov),
        "RMS_PROP": (3, rms_prop),
        "ADAM": (4, adam),
    }


def numpy_kernels(f32):
    import numpy as np

    dtype = np.float32 if f32 else np.float64

    def make(rows, cols, low=0):
        return np.random.uniform(low, 1, (rows, cols)).astype(dtype)

    def sigmoid(x, y):
        np.negative(x, out=y)
        np.exp(y, out=y)
        y += 1
        np.reciprocal(y, out=y)

    def output_delta(x, a, d):
        np.subtract(a, x, out=d)
        d *= a * (1 - a)

    def output_delta_sums(x, a, d):
        output_delta(x, a, d)
        d.sum(0)

    def softmax(x, y):
        np.subtract(x, x.max(1, keepdims=True), out=y)
        np.exp(y, out=y)
        y /= y.sum(1, keepdims=True)

    def relu_derivative(d, a):
        d *= a > 0

    def sigmoid_derivative(d, a):
        d *= a * (1 - a)

    def add_scaled(x, y):
        y -= dtype(1e-9) * x

    return make, {
        "COPY": (2, lambda x, y: np.copyto(y, x)),
        "RELU": (1, lambda x: np.maximum(x, 0, out=x)),
        "RELU_ELSEWHERE": (2, lambda x, y: np.maximum(x, 0, out=y)),
        "SIGMOID": (2, sigmoid),
        "TANH": (2, lambda x, y: np.tanh(x, out=y)),
        "EXP": (2, lambda x, y: np.exp(x, out=y)),
        "RELU_DERIVATIVE": (2, relu_derivative),
        "SIGMOID_DERIVATIVE": (2, sigmoid_derivative),
        "OUTPUT_DELTA": (3, output_delta),
        "OUTPUT_DELTA_SUMS": (3, output_delta_sums),
        "COLUMN_SUMS": (1, lambda x: x.sum(0)),
        "SOFTMAX": (2, softmax),
        "ARG_MAX": (1, lambda x: x.argmax(1)),
        "SUM": (1, lambda x: x.sum()),
        "DOT": (2, lambda x, y: np.dot(x.reshape(-1), y.reshape(-1))),
        "ADD_SCALED": (2, add_scaled),
    }


def main(library, precision, places, *wanted):
    timing.threads()
    timing.only_avx2()
    size = 4 if precision == "f32" else 8
    make, kernels = (torch_kernels if library == "pytorch" else numpy_kernels)(size == 4)
    for name in wanted:
        if name not in kernels:
            timing.unsupported(name)
    for name, (operands, call) in kernels.items():
        if wanted and name not in wanted:
            continue
        for where in places.split(","):
            place, _, threads = where.partition("@")
            parameters = {"precision": precision.upper(), "place": place, "kernel": name}
            if threads:
                parameters["threads"] = threads
                if library == "pytorch":
                    sys.modules["torch"].set_num_threads(int(threads))
            rows = BYTES[place] // size // operands // COLS
            matrices = [make(rows, COLS, lowest(name, i)) for i in range(operands)]
            timing.report(parameters, timing.measure(lambda: call(*matrices)))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
