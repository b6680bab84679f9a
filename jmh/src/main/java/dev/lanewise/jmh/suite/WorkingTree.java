package dev.lanewise.jmh.suite;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The working tree that the jar lies in, as git sees it.
 *
 * @param commit seven digits or more, or "unknown"
 * @param clean whether nothing but results differs from it
 */
record WorkingTree(String commit, boolean clean) {
  static WorkingTree read() {
    try {
      String commit = git("rev-parse", "--short=7", "HEAD").strip();
      String changes = git("status", "--porcelain", "--", ":/", ":(top,exclude)perf-results");
      return new WorkingTree(commit, changes.isBlank());
    } catch (IOException | URISyntaxException noTree) {
      return new WorkingTree("unknown", false);
    }
  }

  private static String git(String... arguments) throws IOException, URISyntaxException {
    Path jar =
        Path.of(WorkingTree.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>(List.of("git", "-C", jar.getParent().toString()));
    command.addAll(List.of(arguments));
    return Child.output(command, Map.of());
  }
}
