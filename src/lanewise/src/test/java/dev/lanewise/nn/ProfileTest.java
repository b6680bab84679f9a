package dev.lanewise.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.FloatMatrix;
import dev.lanewise.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a profile counts, shows and tells Flight Recorder; times themselves are not tested. */
@Tag("once")
class ProfileTest {
  private final Network network =
      Network.builder(20)
          .dense(30, Activation.SILU)
          .dropout(0.1)
          .dense(10, Activation.IDENTITY)
          .loss(Loss.SOFTMAX_CROSS_ENTROPY)
          .build();
  private final Matrix x = FloatMatrix.zeros(50, 20);
  private final Matrix y = FloatMatrix.zeros(50, 10);
  private final Parameters gradient = network.newGradient();

  private void steps(int steps) {
    for (int i = 0; i < steps; i++) {
      network.gradient(x, y, gradient);
      Profile profile = network.profile();
      if (profile != null) {
        profile.update(() -> network.parameters().flat().fill(0));
      }
    }
  }

  private static String column(String line, int from, int to) {
    return line.substring(from, to).strip();
  }

  @Test
  void countsTheKernelsOfEachLayer() {
    steps(1);
    assertThat(network.profile()).isNull();
    Profile profile = network.startProfile();
    assertThat(network.profile()).isSameAs(profile);
    steps(3);
    network.stopProfile();
    String table = profile.toString();
    steps(2);
    assertThat(profile).hasToString(table);
    List<String> lines = table.lines().toList();
    assertThat(lines)
        .extracting(line -> column(line, 0, 55))
        .map(text -> text.replaceAll(" {2,}", " | "))
        .containsExactly(
            "layer | phase | kernel",
            "0 dense + silu | forward | a = f(x·W + b)",
            "0 dense + silu | backward | elementwise",
            "0 dense + silu | backward | ∂W = xᵀ·δ",
            "1 dropout(0.1) | forward | elementwise",
            "1 dropout(0.1) | backward | elementwise",
            "2 dense | forward | a = f(x·W + b)",
            "2 dense | backward | elementwise",
            "2 dense | backward | ∂W = xᵀ·δ",
            "2 dense | backward | ∂x = δ·Wᵀ",
            "forward | loss and its gradient",
            "update | parameters",
            "total | forward",
            "total | backward",
            "total | update");
    assertThat(lines.subList(1, 12)).allMatch(line -> column(line, 55, 67).equals("3"));
    double sum = 0;
    for (int layer = 0; layer <= 3; layer++) {
      assertThat(profile.seconds(layer)).isPositive();
      sum += profile.seconds(layer);
    }
    double phases =
        profile.seconds("forward") + profile.seconds("backward") + profile.seconds("update");
    assertThat(sum).isCloseTo(phases, within(1e-12));
  }

  @Test
  void tellsFlightRecorder(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("profile.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.lanewise.Kernel").withoutThreshold();
      recording.start();
      steps(1);
      network.startProfile();
      steps(1);
      network.stopProfile();
      steps(1);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("dev.lanewise.Kernel"))
            .toList();
    assertThat(events).hasSize(11);
    assertThat(events)
        .filteredOn(event -> event.getString("kernel").equals("∂x = δ·Wᵀ"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getInt("layer")).isEqualTo(2);
              assertThat(event.getString("name")).isEqualTo("2 dense");
              assertThat(event.getString("phase")).isEqualTo("backward");
              assertThat(event.getLong("flops")).isEqualTo(2L * 50 * 30 * 10);
            });
  }

  @Test
  void namesTheFirstLayerThatIsNotFinite() {
    assertThat(network.firstNonFinite()).isEmpty();
    network.loss(x, y);
    assertThat(network.firstNonFinite()).isEmpty();
    network.parameters().bias(2).set(0, 3, Double.POSITIVE_INFINITY);
    assertThat(network.gradient(x, y, gradient)).isNaN();
    assertThat(network.firstNonFinite()).contains("layer 2 (dense, 30 → 10)");
    network.parameters().weights(0).set(4, 4, Double.NaN);
    network.predict(x);
    assertThat(network.firstNonFinite()).contains("layer 0 (dense + silu, 20 → 30)");
  }
}
