package dev.lanewise;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.lanewise.matrix.Precision;
import dev.lanewise.simd.Simd;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the order of the packages and keeps the incubating Vector API inside three of them. */
@Tag("once")
class ArchitectureTest {
  private static final String ROOT = "dev.lanewise.";
  private static final String VECTOR = "jdk.incubator.vector..";

  /** A package imports itself and packages of a lower rank, never one of its own rank. */
  private static final Map<String, Integer> RANKS =
      Map.of(
          "matrix", 0,
          "simd", 0,
          "parallel", 0,
          "elementwise", 1,
          "data", 1,
          "gemm", 2,
          "nn", 3,
          "optim", 3,
          "gradcheck", 4,
          "train", 4);

  private static final URL LOCATION =
      Precision.class.getProtectionDomain().getCodeSource().getLocation();
  private static final JavaClasses LIBRARY = new ClassFileImporter().importUrl(LOCATION);

  static Set<String> packages() {
    return new TreeSet<>(RANKS.keySet());
  }

  @Test
  void everyClassLivesInARankedPackage() {
    classes()
        .that()
        .doNotHaveSimpleName("module-info")
        .should()
        .resideInAnyPackage(inside(packages().stream()))
        .check(LIBRARY);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsLowerRanksOnly(String name) {
    Stream<String> lower = packages().stream().filter(p -> RANKS.get(p) < RANKS.get(name));
    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.lanewise..")
                .and(not(resideInAnyPackage(inside(Stream.concat(Stream.of(name), lower))))))
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("dev.lanewise.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  @Test
  void vectorsStayInTheKernels() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside(Stream.of("simd", "elementwise", "gemm")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(VECTOR)
        .check(LIBRARY);
  }

  /**
   * One class of vectors for each type of lane. A second one that shares a method of the Vector API
   * with the first leaves a profile with two receivers there, and C2 then makes objects of vectors
   * in loops that carry them: 48 bytes a round, in a quarter of all JVMs.
   */
  @Test
  void vectorsHaveOneWidth() throws ReflectiveOperationException {
    Set<String> others = new TreeSet<>();
    for (JavaClass type : LIBRARY) {
      for (JavaField field : type.getFields()) {
        if (field.getRawType().isEquivalentTo(VectorSpecies.class)) {
          Field reflected = field.reflect();
          reflected.setAccessible(true);
          VectorSpecies<?> species = (VectorSpecies<?>) reflected.get(null);
          if (species.vectorBitSize() != Simd.vectorBits()) {
            others.add(type.getSimpleName() + "." + field.getName());
          }
        }
      }
    }
    assertThat(others).isEmpty();
  }

  /**
   * A vector lives in registers only inside one compiled method. Whether C2 inlines a method that
   * takes or returns one depends on its size and on how often it had been called by then: one of 42
   * bytes was inlined in most JVMs, and made objects in all others, for good.
   */
  @Test
  void noVectorLeavesItsMethod() {
    Set<String> leaving = new TreeSet<>();
    for (JavaClass type : LIBRARY) {
      for (JavaField field : type.getFields()) {
        if (field.getRawType().isAssignableTo(Vector.class)) {
          leaving.add(field.getFullName());
        }
      }
      for (JavaCodeUnit unit : type.getCodeUnits()) {
        Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
            .filter(passed -> passed.isAssignableTo(Vector.class))
            .forEach(passed -> leaving.add(unit.getFullName()));
      }
    }
    assertThat(leaving).isEmpty();
  }

  @Test
  void noExportedSignatureShowsAVector() throws URISyntaxException {
    ModuleDescriptor module =
        ModuleFinder.of(Path.of(LOCATION.toURI())).find("dev.lanewise").orElseThrow().descriptor();
    Set<String> exported =
        module.exports().stream().map(ModuleDescriptor.Exports::source).collect(toSet());
    classes()
        .that()
        .resideInAnyPackage(exported.toArray(String[]::new))
        .should(notShowVectors())
        .allowEmptyShould(true)
        .check(LIBRARY);
  }

  private static String[] inside(Stream<String> names) {
    return names.map(name -> ROOT + name + "..").toArray(String[]::new);
  }

  private static ArchCondition<JavaClass> notShowVectors() {
    return new ArchCondition<>("not show the Vector API in a public signature") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!isVisible(type.getModifiers())) {
          return;
        }
        Stream<JavaType> parents =
            Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        report(type.getFullName(), parents, events);
        for (JavaField field : type.getFields()) {
          if (isVisible(field.getModifiers())) {
            report(field.getFullName(), Stream.of(field.getType()), events);
          }
        }
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (isVisible(unit.getModifiers())) {
            Stream<JavaType> types =
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
            report(unit.getFullName(), types, events);
          }
        }
      }
    };
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static void report(String owner, Stream<JavaType> types, ConditionEvents events) {
    types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .filter(resideInAPackage(VECTOR))
        .forEach(
            vector ->
                events.add(
                    SimpleConditionEvent.violated(owner, owner + " shows " + vector.getName())));
  }
}
