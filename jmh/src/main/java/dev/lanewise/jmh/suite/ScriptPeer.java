package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.report.Meta;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A peer that a script measures in a process of its own. */
enum ScriptPeer {
  NUMPY("NumPy", "python3-numpy", 0.3),
  PYTORCH("PyTorch", "python3-torch", 1.5),
  OCTAVE("Octave", "octave", 0.5);

  /** Environment variable that names the Python to use. */
  private static final String PYTHON = "LANEWISE_PYTHON";

  /** Once found, an interpreter is kept for the run. */
  private static final Map<ScriptPeer, Found> FOUND = new ConcurrentHashMap<>();

  final String title;
  private final String debianPackage;

  /** From its start to the first measurement, seen on 2 cores. */
  final double startSeconds;

  /** Empty command: not there. */
  private record Found(List<String> command, String text) {}

  ScriptPeer(String title, String debianPackage, double startSeconds) {
    this.title = title;
    this.debianPackage = debianPackage;
    this.startSeconds = startSeconds;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ending of its scripts. */
  String ending() {
    return this == OCTAVE ? ".m" : ".py";
  }

  /** What starts its interpreter. */
  List<String> command() {
    return find().command;
  }

  Meta.Contender contender() {
    Found found = find();
    return found.command.isEmpty()
        ? new Meta.Contender(title, "missing", found.text)
        : new Meta.Contender(title, "available", found.text);
  }

  private Found find() {
    return FOUND.computeIfAbsent(this, ScriptPeer::search);
  }

  private static Found search(ScriptPeer peer) {
    for (String interpreter : peer.interpreters()) {
      try {
        String version =
            Child.output(
                peer == OCTAVE
                    ? List.of(interpreter, Scripts.path("which_octave.m"))
                    : List.of(interpreter, Scripts.path("version.py"), peer.id()),
                Map.of());
        return new Found(List.of(interpreter), version.strip());
      } catch (IOException notThere) {
        // The next one, if there is one.
      }
    }
    String chosen = System.getenv(PYTHON);
    return new Found(
        List.of(),
        peer == OCTAVE || chosen == null
            ? "not installed: Debian package " + peer.debianPackage
            : "not found by " + PYTHON + "=" + chosen);
  }

  /** The user's choice; else the first that has it: Debian's own may hide behind another. */
  private List<String> interpreters() {
    if (this == OCTAVE) {
      return List.of("octave-cli");
    }
    String chosen = System.getenv(PYTHON);
    return chosen == null ? List.of("python3", "/usr/bin/python3") : List.of(chosen);
  }
}
