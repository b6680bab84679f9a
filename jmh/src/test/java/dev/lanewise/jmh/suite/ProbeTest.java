package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.jmh.peer.Contender;
import dev.lanewise.jmh.report.Meta;
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
    Meta.Contender answer = Probe.ask(peer, List.of());
    assertThat(answer.title()).isEqualTo(peer.title);
    assertThat(answer.text()).doesNotContain("\n");
    if (!answer.state().equals("available")) {
      assertThat(answer.state()).as(answer.text()).isEqualTo("missing");
      assertThat(answer.text())
          .matches("(not installed: Debian package lib.*|not built: Maven profile -Ppeers .*)");
    }
  }

  @Test
  void theTrainingPeerTakesOurStepsOrIsMissingByName() {
    Meta.Contender answer = Probe.askTrainingPeer(List.of());
    if (answer.state().equals("available")) {
      assertThat(answer.text()).startsWith("PyTorch 2.7");
    } else {
      assertThat(answer.state()).as(answer.text()).isEqualTo("missing");
      assertThat(answer.text()).startsWith("not built: Maven profile -Ppeers ");
    }
  }

  @Test
  void weComputeIt() {
    Meta.Contender answer = Probe.ask(Contender.LANEWISE, List.of());
    assertThat(answer.state()).as(answer.text()).isEqualTo("available");
  }

  @Test
  void aProcessThatEndsIsAFailedCheckWithItsWords() {
    Meta.Contender answer = Probe.ask(Contender.LANEWISE, List.of("-XX:NoSuchOption"));
    assertThat(answer.state()).isEqualTo("failed");
    assertThat(answer.text()).contains("NoSuchOption").doesNotContain("\n");
  }
}
