#!/usr/bin/env python3
"""Training steps of PyTorch, single precision, with the networks of TrainingBenchmark.

    python3 training.py pytorch SIGMOID_SGD_784_128_10|RELU_ADAM_784_512_256_10 BATCH
"""
import sys

import timing


def main(_, name, batch):
    threads = timing.threads()
    import torch
    from torch import nn

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    widths = [int(part) for part in name.split("_")[2:]]
    activation = nn.Sigmoid if name.startswith("SIGMOID") else nn.ReLU
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), activation()]
    network = nn.Sequential(*layers[:-1])
    adam = "_ADAM_" in name
    optimizer = (
        torch.optim.Adam(network.parameters(), lr=0.001)
        if adam
        else torch.optim.SGD(network.parameters(), lr=0.1)
    )
    loss = nn.CrossEntropyLoss()
    x = torch.rand(int(batch), widths[0])
    y = torch.randint(0, widths[-1], (int(batch),))

    def step():
        optimizer.zero_grad()
        loss(network(x), y).backward()
        optimizer.step()

    timing.report({"network": name, "batch": batch}, timing.measure(step))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
