package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.report.Meta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of a container, in both versions of control groups. */
class MachineTest {
  @TempDir private Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  @Test
  void secondVersion() throws IOException {
    write("cpu.max", "max 100000");
    write("box/cpu.max", "150000 100000");
    write("memory.max", "max");
    assertThat(Machine.container(root, List.of("0::/box")))
        .isEqualTo(new Meta.Container("150000 100000", "max"));
  }

  @Test
  void firstVersion() throws IOException {
    write("cpu/cpu.cfs_quota_us", "-1");
    write("cpu/cpu.cfs_period_us", "100000");
    write("memory/memory.limit_in_bytes", "9223372036854771712");
    write("memory/box/memory.limit_in_bytes", "4294967296");
    List<String> groups = List.of("4:memory:/box", "1:cpu,cpuacct:/", "0::/");
    assertThat(Machine.container(root, groups))
        .isEqualTo(new Meta.Container("max 100000", "4294967296"));
    assertThat(Machine.container(root, List.of("4:memory:/")))
        .isEqualTo(new Meta.Container("max 100000", "max"));
  }

  @Test
  void none() {
    assertThat(Machine.container(root, List.of())).isEqualTo(new Meta.Container("", ""));
  }
}
