package dev.lanewise.jmh.suite;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.WorkloadParams;

/** Results that name no folder and no user of the machine. */
final class Anonymous {
  private Anonymous() {}

  /** The same parameters with this number of forks, without paths of the JVM and its files. */
  static BenchmarkParams params(BenchmarkParams params, int forks) {
    return params(params, params.getBenchmark(), forks);
  }

  /** The same under another name. */
  static BenchmarkParams params(BenchmarkParams params, String name, int forks) {
    WorkloadParams parameters = new WorkloadParams();
    int position = 0;
    for (String key : params.getParamsKeys()) {
      parameters.put(key, params.getParam(key), position++);
    }
    return new BenchmarkParams(
        name,
        params.generatedBenchmark(),
        params.shouldSynchIterations(),
        params.getThreads(),
        params.getThreadGroups(),
        params.getThreadGroupLabels(),
        forks,
        params.getWarmupForks(),
        params.getWarmup(),
        params.getMeasurement(),
        params.getMode(),
        parameters,
        params.getTimeUnit(),
        params.getOpsPerInvocation(),
        "java",
        params.getJvmArgs().stream().filter(argument -> !argument.contains("File=")).toList(),
        params.getJdkVersion(),
        params.getVmName(),
        params.getVmVersion(),
        params.getJmhVersion(),
        params.getTimeout());
  }
}
