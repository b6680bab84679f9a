"""How every script of this folder measures, and prints what it has measured."""
import json
import os
import time

BATCHES = 7
BATCH_SECONDS = 0.05
WARM_UP_SECONDS = 0.2


def threads():
    """Set by the caller for the library's own pool, too, before it is imported."""
    return int(os.environ.setdefault("OMP_NUM_THREADS", "1"))


def only_avx2():
    """Holds NumPy to AVX2, if the caller asks for it; PyTorch reads ATEN_CPU_CAPABILITY itself."""
    if os.environ.get("ATEN_CPU_CAPABILITY") != "avx2":
        return
    from importlib.metadata import version

    new = tuple(int(part) for part in version("numpy").split(".")[:2]) >= (2, 4)
    names = "X86_V4 AVX512_ICL AVX512_SPR" if new else (
        "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"
    )
    os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", names)


def measure(call):
    """Seconds of one call: the mean in each of seven batches, after a warm-up."""
    end = time.perf_counter() + WARM_UP_SECONDS
    count = 0
    while time.perf_counter() < end or count < 2:
        call()
        count += 1
    per_call = WARM_UP_SECONDS / count
    count = max(1, round(BATCH_SECONDS / per_call))
    times = []
    for _ in range(BATCHES):
        start = time.perf_counter()
        for _ in range(count):
            call()
        times.append((time.perf_counter() - start) / count)
    return times


def report(parameters, seconds):
    """One line for the program that has started this script."""
    print(json.dumps({"parameters": parameters, "seconds": seconds}), flush=True)


def unsupported(what):
    """Says that this library has no such thing: that is no failure."""
    print(json.dumps({"unsupported": what}), flush=True)
