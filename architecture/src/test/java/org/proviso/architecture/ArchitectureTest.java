package org.proviso.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Arrows point down only. Each module may depend on the modules and libraries named for it here,
 * and on nothing else.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.proviso");

  private static final List<String> EVERYONE = List.of("java..", "javax..", "org.jspecify..");

  /** Module to what it may depend on, besides itself and the JDK. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("terminology", List.of("org.fhir.ucum..")),
          Map.entry(
              "language",
              List.of("org.proviso.terminology..", "org.commonmark..", "org.snakeyaml.engine..")),
          Map.entry("engine", List.of("org.proviso.terminology..", "org.proviso.language..")),
          Map.entry(
              "analysis",
              List.of(
                  "org.proviso.terminology..",
                  "org.proviso.language..",
                  "org.proviso.engine..",
                  "org.sat4j..")),
          Map.entry(
              "fhir",
              List.of(
                  "org.proviso.terminology..", "org.proviso.language..", "org.proviso.engine..")),
          Map.entry(
              "determination",
              List.of(
                  "org.proviso.terminology..",
                  "org.proviso.language..",
                  "org.proviso.engine..",
                  "org.proviso.fhir..")),
          Map.entry(
              "spectroscopy",
              List.of(
                  "tools.jackson.core..", "org.ejml..", "org.hipparchus..", "org.jtransforms..")),
          Map.entry(
              "bulk",
              List.of(
                  "org.proviso.terminology..",
                  "org.proviso.language..",
                  "org.proviso.engine..",
                  "org.proviso.analysis..",
                  "org.proviso.fhir..",
                  "org.proviso.determination..",
                  "dev.hardwood..")),
          Map.entry(
              "crd",
              List.of(
                  "org.proviso.terminology..",
                  "org.proviso.language..",
                  "org.proviso.engine..",
                  "org.proviso.fhir..",
                  "org.proviso.determination..")),
          Map.entry(
              "storage",
              List.of(
                  "org.proviso.language..",
                  "org.proviso.engine..",
                  "org.proviso.fhir..",
                  "org.proviso.determination..",
                  "org.sqlite..",
                  "com.zaxxer.hikari..",
                  "org.flywaydb..")),
          Map.entry("cli", List.of("org.proviso..", "picocli..")),
          Map.entry(
              "server",
              List.of(
                  "org.proviso..",
                  "picocli..",
                  "tools.jackson.core..",
                  "org.commonmark..",
                  "org.springframework..",
                  "org.apache.catalina..",
                  "org.apache.coyote..",
                  "org.apache.tomcat..",
                  "jakarta.servlet..",
                  "io.micrometer..",
                  "io.github.bucket4j..",
                  "com.nimbusds..",
                  "org.slf4j..",
                  "ch.qos.logback..",
                  "com.sun.management..")));

  @TestFactory
  Stream<DynamicTest> eachModuleDependsOnlyOnWhatIsBelowIt() {
    return ALLOWED.entrySet().stream()
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.getKey(),
                    () -> rule(module.getKey(), module.getValue()).check(CLASSES)));
  }

  private static ArchRule rule(String module, List<String> allowed) {
    String own = "org.proviso." + module + "..";
    String[] packages =
        Stream.of(List.of(own), EVERYONE, allowed).flatMap(List::stream).toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(own)
        .should(onlyDependOnClassesThat(resideInAnyPackage(packages)))
        .as(module + " depends only on " + Arrays.toString(packages));
  }

  @Test
  void everyModuleHasARule() {
    ArchRuleDefinition.classes()
        .should()
        .resideInAnyPackage(
            ALLOWED.keySet().stream()
                .map(module -> "org.proviso." + module + "..")
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("org.proviso.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .check(CLASSES);
  }

  @Test
  void libraryModulesDoNotPrintOrExit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.proviso.cli..")
        .and()
        .resideOutsideOfPackage("org.proviso.spectroscopy.benchmark..")
        .and()
        .doNotHaveFullyQualifiedName("org.proviso.server.Main")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
