package org.proviso.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules in order: each may depend on those that its row names, and they stand above it. */
final class House {
  /** Module, the modules that it may depend on, and the packages of libraries that it may use. */
  private static final String TABLE =
      """
      ground        |                                                        |
      terminology   | ground                                                 | org.fhir.ucum de.siegmar.fastcsv
      language      | ground terminology                                     | org.commonmark org.snakeyaml.engine
      engine        | ground terminology language                            |
      analysis      | ground terminology language engine                     | org.sat4j
      determination | ground terminology language engine                     |
      fhir          | ground terminology language engine determination       |
      batch         | ground terminology language engine analysis determination fhir | dev.hardwood
      payer         | ground terminology language engine determination       |
      exchange.crd  | ground terminology language engine determination fhir payer |
      storage       | ground terminology language engine determination fhir  | org.sqlite com.zaxxer.hikari org.flywaydb
      spectroscopy  |                                                        | tools.jackson.core org.ejml
      command       | ground                                                 | picocli
      cli           | ground terminology language engine analysis determination fhir batch spectroscopy command | picocli
      server        | ground terminology language engine determination fhir payer exchange.crd storage command | picocli tools.jackson.core org.commonmark org.springframework org.apache.catalina org.apache.coyote org.apache.tomcat jakarta.servlet io.micrometer io.github.bucket4j com.nimbusds org.slf4j ch.qos.logback com.sun.management
      """;

  /** What every module may use. */
  private static final List<String> EVERYONE = List.of("java", "javax", "org.jspecify");

  /**
   * A module.
   *
   * @param name its folder, with a dot for each step down
   * @param modules the modules that it may depend on
   * @param libraries the packages of libraries that it may use
   */
  record Module(String name, List<String> modules, List<String> libraries) {
    /** The packages of the module, as ArchUnit writes them. */
    String packages() {
      return packages(name);
    }

    private static String packages(String module) {
      return "org.proviso." + module + "..";
    }

    /** Everything that its classes may depend on, as ArchUnit writes it. */
    String[] mayUse() {
      return Stream.of(
              Stream.of(packages()),
              modules.stream().map(Module::packages),
              EVERYONE.stream().map(prefix -> prefix + ".."),
              libraries.stream().map(prefix -> prefix + ".."))
          .flatMap(packages -> packages)
          .toArray(String[]::new);
    }
  }

  private House() {}

  /** The modules, in the order of the table. */
  static List<Module> modules() {
    return TABLE.lines().map(House::module).toList();
  }

  private static Module module(String row) {
    String[] cells = row.split("\\|", -1);
    return new Module(cells[0].strip(), words(cells[1]), words(cells[2]));
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** The module that a package belongs to; the longest name wins. */
  static String moduleOf(String packageName) {
    return modules().stream()
        .map(Module::name)
        .filter(name -> (packageName + ".").startsWith("org.proviso." + name + "."))
        .max(java.util.Comparator.comparingInt(String::length))
        .orElseThrow(() -> new IllegalStateException("no module has the package " + packageName));
  }

  /** How many rows have each name, to find one that stands twice. */
  static Map<String, Long> names() {
    return modules().stream().collect(Collectors.groupingBy(Module::name, Collectors.counting()));
  }
}
