package dev.lanewise.jmh.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lanewise.jmh.ElementwiseKernel;
import dev.lanewise.jmh.report.Meta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;

/** Peers by script: on this machine they measure, or say what would bring them. */
class ScriptTest {
  private static final Harness HARNESS = new Harness(Effort.QUICK, List.of());

  @ParameterizedTest
  @EnumSource
  void isHereOrNamesItsPackage(ScriptPeer peer) {
    Meta.Contender answer = peer.contender();
    assertThat(answer.title()).isEqualTo(peer.title);
    if (answer.state().equals("available")) {
      assertThat(answer.text()).startsWith(peer.title + " ").doesNotContain("\n");
    } else {
      assertThat(answer.text()).startsWith("not installed: Debian package ");
    }
  }

  /** The script itself ends with a complaint if its forms disagree. */
  @ParameterizedTest
  @EnumSource
  void measuresTheSeedProblem(ScriptPeer peer) throws IOException {
    assumeThat(peer.contender().state()).isEqualTo("available");
    Script script = new Script(peer, "seed", 1, true, List.of("f64", "100"), 1, Map.of());
    Set<String> forms = new TreeSet<>();
    for (RunResult result : run(script)) {
      assertThat(result.getParams().getBenchmark()).isEqualTo("peers.seed." + peer.id());
      assertThat(result.getParams().getParam("samples")).isEqualTo("100");
      assertThat(result.getParams().getParam("threads")).isEqualTo("1");
      assertThat(result.getPrimaryResult().getScore()).isPositive();
      forms.add(result.getParams().getParam("form"));
    }
    assertThat(forms).contains("WHOLE");
  }

  @Test
  void whatAPeerDoesNotHaveIsNoFailure() throws IOException {
    assumeThat(ScriptPeer.NUMPY.contender().state()).isEqualTo("available");
    List<String> arguments = List.of("f32", "L1", "GELU");
    assertThat(run(new Script(ScriptPeer.NUMPY, "elementwise", 1, false, arguments, 1, Map.of())))
        .isEmpty();
  }

  @Test
  void aScriptThatFailsSaysWhy() {
    assumeThat(ScriptPeer.NUMPY.contender().state()).isEqualTo("available");
    Script script =
        new Script(ScriptPeer.NUMPY, "elementwise", 1, false, List.of("f32", "L9"), 1, Map.of());
    assertThatThrownBy(() -> run(script))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status 1")
        .hasMessageContaining("L9");
  }

  private static List<RunResult> run(Script script) throws IOException {
    List<RunResult> results = new ArrayList<>();
    script.run(HARNESS, results::add);
    return results;
  }

  /** One process for several places, each on its number of threads. */
  @Test
  void placesAreMeasuredInOneProcess() throws IOException {
    assumeThat(ScriptPeer.NUMPY.contender().state()).isEqualTo("available");
    List<String> arguments = List.of("f64", "L1,L2@2", "SUM");
    assertThat(run(new Script(ScriptPeer.NUMPY, "elementwise", 1, false, arguments, 2, Map.of())))
        .extracting(RunResult::getParams)
        .extracting(params -> params.getParam("place") + " on " + params.getParam("threads"))
        .containsExactly("L1 on 1", "L2 on 2");
  }

  /** Those of NumPy are the later ones in the file. */
  @Test
  void theSuiteKnowsWhatNumpyHas() throws IOException {
    String text = Files.readString(Path.of("peers/elementwise.py"));
    Matcher names =
        Pattern.compile("\"([A-Z_]+)\": \\(")
            .matcher(text.substring(text.indexOf("def numpy_kernels")));
    assertThat(names.results().map(found -> ElementwiseKernel.valueOf(found.group(1))))
        .containsExactlyInAnyOrderElementsOf(ElementwiseSuite.IN_NUMPY);
  }

  /** Kernels that the script has and we do not would never be measured. */
  @Test
  void kernelsOfTheScriptAreOurs() throws IOException {
    String text = Files.readString(Path.of("peers/elementwise.py"));
    Matcher names = Pattern.compile("\"([A-Z_]+)\": \\(").matcher(text);
    List<String> ours =
        Arrays.stream(ElementwiseKernel.values()).map(ElementwiseKernel::name).toList();
    while (names.find()) {
      assertThat(ours).contains(names.group(1));
    }
  }
}
