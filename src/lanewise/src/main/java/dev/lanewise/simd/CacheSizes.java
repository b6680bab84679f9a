package dev.lanewise.simd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data cache sizes in bytes and where they were read: the first processor's description in Linux's
 * sysfs, else plain defaults.
 */
public record CacheSizes(int l1, int l2, int l3, String source) {
  private static final String SYSFS = "/sys/devices/system/cpu/cpu0/cache";
  private static final CacheSizes DETECTED = read(Path.of(SYSFS));

  /** Sizes of this machine, read once. */
  public static CacheSizes detected() {
    return DETECTED;
  }

  static CacheSizes read(Path folder) {
    int[] size = {32 << 10, 512 << 10, 4 << 20};
    int found = 0;
    for (int index = 0; index < 8; index++) {
      Path cache = folder.resolve("index" + index);
      try {
        int level = Integer.parseInt(text(cache, "level"));
        if (level >= 1 && level <= 3 && !text(cache, "type").equals("Instruction")) {
          size[level - 1] = bytes(text(cache, "size"));
          found++;
        }
      } catch (IOException | NumberFormatException unreadable) {
        // That level keeps its default.
      }
    }
    return new CacheSizes(size[0], size[1], size[2], found > 0 ? folder.toString() : "defaults");
  }

  private static String text(Path cache, String name) throws IOException {
    return Files.readString(cache.resolve(name)).strip();
  }

  /** "32K" or "8M" in bytes; at most 1 GiB, so that block sizes stay int. */
  private static int bytes(String text) {
    long scale = text.endsWith("K") ? 1 << 10 : text.endsWith("M") ? 1 << 20 : 1;
    String digits = scale == 1 ? text : text.substring(0, text.length() - 1);
    return (int) Math.min(1 << 30, Long.parseLong(digits) * scale);
  }
}
