package dev.lanewise.jmh.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file {@code meta.json}: these records are its schema. Every field must be there and no other;
 * "" and an empty list stand for what this machine does not tell.
 *
 * @param schema 2
 * @param date of the run's end, as in 2026-11-21
 * @param commit of the working tree that the jar lies in, or "unknown"
 * @param command what to type to repeat it
 * @param effort "quick" or "full"; earlier runs had "normal"
 * @param instructions what processors may use, for all
 * @param noise spread of each control benchmark over its forks before and after the run: 0.01 is 1
 *     %
 * @param contenders who took part with what, and who did not and why
 * @param leftOut what the suites have and this run does not, and how to have it
 * @param failures what broke on the way
 */
public record Meta(
    int schema,
    String date,
    String commit,
    boolean treeClean,
    String command,
    String effort,
    String instructions,
    Processor processor,
    long memoryMiB,
    String operatingSystem,
    Container container,
    Java java,
    Load load,
    Map<String, Double> noise,
    List<Contender> contenders,
    List<String> leftOut,
    List<String> failures) {
  /** The schema that this class reads and writes. */
  public static final int SCHEMA = 2;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /**
   * The machine's processor.
   *
   * @param caches bytes of l1d, l2 and l3
   * @param governor of the clock, such as "performance"
   * @param turbo "on", "off" or ""
   */
  public record Processor(
      String model,
      int family,
      int modelNumber,
      int cores,
      List<String> flags,
      Map<String, Long> caches,
      String governor,
      String turbo) {}

  /** Limits of a container as control groups have them: "max" is none, "" no control group. */
  public record Container(String cpu, String memory) {}

  /**
   * The JVM of our own benchmarks.
   *
   * @param vectorBits 0 where scalar kernels run
   * @param provider why these kernels run
   */
  public record Java(
      String version,
      String vendor,
      String vm,
      List<String> arguments,
      List<String> collectors,
      int vectorBits,
      String provider) {}

  /** Load averages over a minute; −1 where the system has none. */
  public record Load(double before, double after) {}

  /**
   * Lanewise or a peer.
   *
   * @param state "available", "missing" or "failed"
   * @param text version and kernels, or what would bring it, or what broke
   */
  public record Contender(String title, String state, String text) {
    /** Checks the state. */
    public Contender {
      if (!List.of("available", "missing", "failed").contains(state)) {
        throw new IllegalArgumentException(
            "state of " + title + " is '" + state + "', must be available, missing or failed");
      }
    }

    String note() {
      return switch (state) {
        case "available" -> title + ": " + text;
        case "missing" -> title + " was not available: " + text;
        default -> title + " FAILED its check and was left out: " + text;
      };
    }
  }

  /** Checks what has a form. */
  public Meta {
    check(schema == SCHEMA, "schema is " + schema + ", must be " + SCHEMA);
    check(date.matches("20\\d\\d-[01]\\d-[0-3]\\d"), "date is '" + date + "', no 2026-11-21");
    check(
        commit.matches("[0-9a-f]{7,40}|unknown"),
        "commit is '" + commit + "', no hash and not 'unknown'");
    check(processor.cores() > 0, "processor.cores is " + processor.cores());
    check(
        List.of("quick", "normal", "full").contains(effort),
        "effort is '" + effort + "', must be quick, normal or full");
    noise.forEach((name, spread) -> check(spread >= 0, "noise of " + name + " is " + spread));
  }

  private static void check(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalArgumentException(complaint);
    }
  }

  /**
   * Reads and checks a file.
   *
   * @throws IllegalArgumentException naming the field that is missing, unknown or wrong
   */
  public static Meta read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static Meta parse(String json) {
    try {
      return MAPPER.readValue(json, Meta.class);
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException("meta.json: " + wrong.getMessage(), wrong);
    }
  }

  /** As the file holds it. */
  public String json() {
    return MAPPER.writeValueAsString(this) + "\n";
  }

  String title() {
    return processor.model() + ", " + processor.cores() + " processors, JDK " + java.version();
  }
}
