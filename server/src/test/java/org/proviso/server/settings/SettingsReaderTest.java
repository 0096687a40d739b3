package org.proviso.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.ground.Problem;

/** What a server starts with, and what it says to what it does not start with. */
class SettingsReaderTest {
  @TempDir private Path home;

  @BeforeEach
  void library() throws IOException {
    Files.createDirectories(home.resolve("guidelines"));
  }

  private Settings read(Map<String, String> file, Map<String, String> environment, boolean demo)
      throws InvalidSettingsException {
    return SettingsReader.read(file, "proviso.conf", environment, demo, home);
  }

  private List<Problem> refused(
      Map<String, String> file, Map<String, String> environment, boolean demo) {
    var exception =
        catchThrowableOfType(InvalidSettingsException.class, () -> read(file, environment, demo));
    assertThat(exception).as("refused").isNotNull();
    assertThat(exception.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.message()).isNotBlank();
              assertThat(problem.help()).isNotBlank();
            });
    return exception.problems();
  }

  private static List<String> ids(List<Problem> problems) {
    return problems.stream().map(Problem::id).toList();
  }

  private static Map<String, String> sound() {
    var file = new HashMap<String, String>();
    file.put("tls.terminated-by-proxy", "yes");
    file.put("public-address", "https://crd.example.org/");
    file.put("client.ehr.issuer", "https://ehr.example.org");
    file.put("client.ehr.keys", "https://ehr.example.org/jwks.json");
    file.put("client.ehr.fhir-servers", "https://ehr.example.org/fhir, https://two.example.org/r4");
    return file;
  }

  @Test
  void withoutSecurityItSaysEverythingThatIsToBeSet() {
    List<Problem> problems = refused(Map.of(), Map.of(), false);
    assertThat(ids(problems)).contains("no-tls", "no-client", "no-public-address");
    assertThat(problems.toString())
        .contains("tls.certificate", "client.NAME.issuer", "proviso serve --demo");
  }

  @Test
  void aDemonstrationNeedsNothingAndStaysOnTheMachine() throws InvalidSettingsException {
    Settings demo = read(Map.of(), Map.of(), true);
    assertThat(demo.demo()).isTrue();
    assertThat(demo.listen().address().isLoopbackAddress()).isTrue();
    assertThat(demo.guidelines()).isEqualTo(Settings.Guidelines.FOLDER);
    assertThat(ids(refused(Map.of("listen.address", "0.0.0.0"), Map.of(), true)))
        .containsExactly("demo-not-on-loopback");
  }

  @Test
  void aSoundFileIsRead() throws InvalidSettingsException {
    Settings settings = read(sound(), Map.of(), false);
    assertThat(settings.publicAddress()).hasToString("https://crd.example.org");
    assertThat(settings.clients())
        .singleElement()
        .satisfies(client -> assertThat(client.fhirServers()).hasSize(2));
    assertThat(settings.guidelines()).isEqualTo(Settings.Guidelines.RELEASED);
    assertThat(settings.storage()).isInstanceOf(Settings.Storage.Embedded.class);
  }

  @Test
  void unknownKeysAreErrorsThatNameTheNearest() {
    var file = sound();
    file.put("listen.prot", "80");
    List<Problem> problems = refused(file, Map.of("PROVISO_LISTEN_PROT", "80"), false);
    assertThat(ids(problems)).containsExactly("unknown-setting", "unknown-setting");
    assertThat(problems.getFirst().help()).contains("listen.port");
    assertThat(problems.getLast().help()).contains("PROVISO_LISTEN_PORT");
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws InvalidSettingsException {
    var file = sound();
    file.put("listen.port", "8443");
    assertThat(read(file, Map.of(), false).listen().port()).isEqualTo(8443);
    assertThat(read(file, Map.of("PROVISO_LISTEN_PORT", "9443"), false).listen().port())
        .isEqualTo(9443);
  }

  @Test
  void secretsComeFromTheEnvironmentAlone() throws InvalidSettingsException {
    var file = sound();
    file.put("storage", "postgresql");
    file.put("database.url", "jdbc:postgresql://db/proviso");
    Settings settings = read(file, Map.of("PROVISO_DATABASE_PASSWORD", "s3cret"), false);
    assertThat(settings.storage())
        .isEqualTo(
            new Settings.Storage.Postgresql("jdbc:postgresql://db/proviso", "proviso", "s3cret"));
    assertThat(settings.toString()).doesNotContain("s3cret");
    file.put("database.password", "s3cret");
    List<Problem> problems = refused(file, Map.of(), false);
    assertThat(ids(problems)).containsExactly("secret-in-file");
    assertThat(problems.toString()).doesNotContain("s3cret");
    file.remove("database.password");
    file.put("database.url", "jdbc:postgresql://db/proviso?user=a&password=s3cret");
    assertThat(ids(refused(file, Map.of(), false))).containsExactly("secret-in-file");
  }

  @Test
  void keysAndPatientDataTravelOverTls() {
    var file = sound();
    file.put("client.ehr.keys", "http://ehr.example.org/jwks.json");
    file.put("client.ehr.fhir-servers", "http://ehr.example.org/fhir");
    assertThat(ids(refused(file, Map.of(), false))).containsExactly("not-https", "not-https");
  }

  @Test
  void whatDoesNotFitIsSaidAtItsPlace() {
    var file = sound();
    file.put("listen.port", "70000");
    file.put("limits.body-bytes", "much");
    file.put("payer.approval", "always");
    file.put("payer.time-zone", "Atlantis");
    file.put("storage", "paper");
    file.put("client.two.issuer", "https://ehr.example.org");
    file.put("client.two.keys", "ftp://two.example.org");
    file.put("tls.certificate", "/no/such/file.pem");
    assertThat(refused(file, Map.of(), false).stream().map(Problem::place))
        .contains(
            "listen.port",
            "limits.body-bytes",
            "payer.approval",
            "payer.time-zone",
            "storage",
            "client.two.issuer",
            "client.two.keys",
            "tls.certificate");
  }
}
