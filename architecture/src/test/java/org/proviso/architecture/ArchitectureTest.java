package org.proviso.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.proviso.payer.CoverageStatement;

/** Arrows point down only; {@link House} is the table of what may see what. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.proviso");

  /**
   * Fewer classes than this mean that modules are missing from the class path, and then no rule
   * below says anything.
   */
  private static final int MIN_CLASSES = 1_400;

  /** Public types that no other package uses, each with what needs it to be public. */
  private static final Map<String, String> PUBLIC_FOR_OTHERS =
      Map.ofEntries(
          Map.entry("org.proviso.cli.Main", "the launcher starts it"),
          Map.entry("org.proviso.server.Main", "the launcher starts it"),
          Map.entry("org.proviso.command.ExitCode", "its constants are compiled into their users"),
          Map.entry(
              "org.proviso.engine.compile.KnownTerms",
              "its constants are compiled into their users"),
          Map.entry(
              "org.proviso.determination.ApplicableVersion",
              "the pure choice of the version, which tests of the roads ask directly"),
          Map.entry(
              "org.proviso.determination.StatedFacts",
              "programs that embed the door state facts with it"),
          Map.entry(
              "org.proviso.analysis.faults.FaultInjector",
              "tests of other packages take their faulty guidelines from it"),
          Map.entry(
              "org.proviso.spectroscopy.basis.LcmodelBasisWriter",
              "tests of other packages write their bases with it"),
          Map.entry(
              "org.proviso.spectroscopy.demonstration.SimulatedSpectrum",
              "the benchmarks of the spectrum, which are tests, simulate with it"),
          Map.entry(
              "org.proviso.spectroscopy.demonstration.SpectrumSimulator",
              "the benchmarks of the spectrum, which are tests, simulate with it"),
          Map.entry(
              "org.proviso.storage.release.ReleaseFollower",
              "the contract that every store's tests share uses it"));

  @Test
  void theClassesAreAllThere() {
    assertThat(CLASSES.size()).isGreaterThan(MIN_CLASSES);
    Set<String> found =
        CLASSES.stream()
            .map(type -> House.moduleOf(type.getPackageName()))
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(House.names().keySet());
  }

  @Test
  void eachModuleHasOneRowBelowThoseItDependsOn() {
    assertThat(House.names().values()).containsOnly(1L);
    List<String> names = House.modules().stream().map(House.Module::name).toList();
    for (House.Module module : House.modules()) {
      assertThat(names.subList(0, names.indexOf(module.name())))
          .as(module.name())
          .containsAll(module.modules());
    }
  }

  @TestFactory
  Stream<DynamicTest> eachModuleDependsOnlyOnWhatItsRowNames() {
    return House.modules().stream()
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.name(),
                    () ->
                        classes()
                            .that()
                            .resideInAPackage(module.packages())
                            .should(onlyDependOnClassesThat(resideInAnyPackage(module.mayUse())))
                            .check(CLASSES)));
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("org.proviso.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** Whoever writes a wire translates the word; nobody else may choose it. */
  @Test
  void coveredIsSaidInOnePlace() {
    noClasses()
        .that()
        .haveNameNotMatching("org\\.proviso\\.payer\\.Coverage(Mapping|Statement(\\$Covered)?)")
        .should()
        .accessField(CoverageStatement.Covered.class, "COVERED")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unmarked).isEmpty();
  }

  @Test
  void aTypeIsPublicOnlyIfAnotherPackageUsesIt() {
    Set<JavaClass> used = new HashSet<>();
    CLASSES.stream().filter(ArchitectureTest::isUsedElsewhere).forEach(type -> use(type, used));
    Set<String> unused =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !used.contains(type))
            .map(JavaClass::getName)
            .filter(name -> !PUBLIC_FOR_OTHERS.containsKey(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unused).isEmpty();
  }

  private static boolean isUsedElsewhere(JavaClass type) {
    return type.getDirectDependenciesToSelf().stream()
        .anyMatch(
            dependency ->
                !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
  }

  /** A type that is used, with the types that stand in the signatures of its public members. */
  private static void use(JavaClass type, Set<JavaClass> used) {
    if (!type.getName().startsWith("org.proviso.") || !used.add(type)) {
      return;
    }
    type.getEnclosingClass().ifPresent(outer -> use(outer, used));
    Stream.of(
            type.getCodeUnits().stream()
                .filter(ArchitectureTest::isPublic)
                .flatMap(unit -> unit.getAllInvolvedRawTypes().stream()),
            type.getCodeUnits().stream()
                .filter(ArchitectureTest::isPublic)
                .flatMap(unit -> unit.getThrowsClause().getTypes().stream())
                .map(JavaType::toErasure),
            type.getFields().stream()
                .filter(ArchitectureTest::isPublic)
                .flatMap(field -> field.getAllInvolvedRawTypes().stream()),
            type.getAllRawSuperclasses().stream(),
            type.getAllRawInterfaces().stream())
        .flatMap(types -> types)
        .forEach(each -> use(each, used));
  }

  private static boolean isPublic(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC);
  }

  /** Whoever asks the engine about a made-up patient to prove something of a document, and why. */
  private static final Map<String, String> PROVERS =
      Map.of(
          "org.proviso.analysis.coverage.Targets",
          "confirms that the patient of a suggested case comes to the outcome that it shows",
          "org.proviso.analysis.diff.Version",
          "confirms that the patient of a region comes to different outcomes in two versions",
          "org.proviso.analysis.faults.FaultTrial",
          "runs a document's own cases against a copy of it with a fault",
          "org.proviso.analysis.verify.Confirmation",
          "confirms that the patient of a finding comes to what the finding says");

  /** What has a compiled guideline decide facts. */
  private static final Map<String, Set<String>> DECIDES =
      Map.of(
          "org.proviso.engine.CompiledGuideline",
          Set.of("decide"),
          "org.proviso.engine.decide.Decider",
          Set.of("decide"),
          "org.proviso.engine.packed.PackedGuideline",
          Set.of("answer"),
          "org.proviso.engine.packed.PackedDecision",
          Set.of("decide", "reachable", "verdict", "criteria"));

  private static final DescribedPredicate<JavaAccess<?>> A_DECISION =
      DescribedPredicate.describe(
          "a decision of the engine",
          access ->
              DECIDES
                  .getOrDefault(access.getTargetOwner().getName(), Set.of())
                  .contains(access.getTarget().getName()));

  /** Within the engine, the interview plans with what it decides, and the case runner checks. */
  @Test
  void onlyTheDoorHasRequestsDecided() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.proviso.determination..", "org.proviso.engine..")
        .and(DescribedPredicate.not(isOneOf(PROVERS.keySet())))
        .should()
        .accessTargetWhere(A_DECISION)
        .because("a request is decided behind the door, in determination, and nowhere else")
        .check(CLASSES);
  }

  @Test
  void whoMayDecideBesideTheDoorDoes() {
    PROVERS
        .keySet()
        .forEach(
            name ->
                assertThat(
                        noClasses()
                            .that(isOneOf(Set.of(name)))
                            .should()
                            .accessTargetWhere(A_DECISION)
                            .evaluate(CLASSES)
                            .hasViolation())
                    .as("%s needs its exception", name)
                    .isTrue());
  }

  private static DescribedPredicate<JavaClass> isOneOf(Set<String> names) {
    return DescribedPredicate.describe(
        "one of " + names,
        each ->
            names.stream()
                .anyMatch(
                    name -> each.getName().equals(name) || each.getName().startsWith(name + "$")));
  }

  @Test
  void onlyTheModuleOfCommandsPrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.proviso.command..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
