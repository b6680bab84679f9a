package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.suite.Probe.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every contender on this machine computes the right product, in both precisions and all four
 * orientations; one that is not here says what it would take.
 */
class ProbeTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LANEWISE")
  void aPeerComputesTheProductOrIsMissingByName(Contender peer) {
    Probe.Answer answer = Probe.ask(peer, List.of());
    if (answer.available()) {
      assertThat(answer.note(peer)).startsWith(peer.title + ": ").doesNotContain("\n");
    } else {
      assertThat(answer.state()).as(answer.text()).isEqualTo(State.MISSING);
      assertThat(answer.note(peer))
          .startsWith(peer.title + " was not available: not ")
          .matches(".*: (not installed: Debian package lib.*|not built: Maven profile -Ppeers .*)");
    }
  }

  @Test
  void weComputeIt() {
    Probe.Answer answer = Probe.ask(Contender.LANEWISE, List.of());
    assertThat(answer.state()).as(answer.text()).isEqualTo(State.AVAILABLE);
  }

  @Test
  void aProcessThatEndsIsAFailedCheckWithItsWords() {
    Probe.Answer answer = Probe.ask(Contender.LANEWISE, List.of("-XX:NoSuchOption"));
    assertThat(answer.state()).isEqualTo(State.FAILED);
    assertThat(answer.note(Contender.LANEWISE))
        .contains("FAILED its check and was left out")
        .contains("NoSuchOption")
        .doesNotContain("\n");
  }
}
