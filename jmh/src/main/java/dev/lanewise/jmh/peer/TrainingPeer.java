package dev.lanewise.jmh.peer;

import dev.lanewise.jmh.TrainingBenchmark;

/** A library that takes the steps of {@link TrainingBenchmark} in a JVM: PyTorch through DJL. */
public interface TrainingPeer {
  /** As tables and the notes have it. */
  String TITLE = "PyTorch 2.7";

  /** Named by text: only the profile's builds have this class. */
  String BENCHMARK = "dev.lanewise.jmh.peer.PytorchBenchmark";

  /**
   * Compares its losses with ours.
   *
   * @return the library and its version
   * @throws IllegalStateException if they differ
   * @throws MissingPeerException if its libraries are not there
   */
  String check(TrainingBenchmark.Kind kind, int threads);

  /**
   * The benchmark, without parameters.
   *
   * @throws MissingPeerException if it is not in this jar
   */
  static TrainingPeer create() {
    try {
      return Class.forName(BENCHMARK)
          .asSubclass(TrainingPeer.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ClassNotFoundException e) {
      throw new MissingPeerException("not built: Maven profile -Ppeers brings it");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(BENCHMARK, e);
    }
  }
}
