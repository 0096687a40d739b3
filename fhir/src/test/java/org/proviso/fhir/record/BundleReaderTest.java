package org.proviso.fhir.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.fhir.Bundles.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.fhir.Bundles;

/** What is refused before any resource is looked at. */
class BundleReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | TRUNCATED",
        "'   ' | TRUNCATED",
        "hello | NOT_JSON",
        "<Bundle/> | NOT_JSON",
        "42 | NOT_A_BUNDLE",
        "[] | NOT_A_BUNDLE",
        "{} | NOT_A_BUNDLE",
        "{'resourceType':'Patient'} | NOT_A_BUNDLE",
        "{'resourceType':42} | NOT_A_BUNDLE",
        "{'resourceType':'Bundle' | TRUNCATED",
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Pat | TRUNCATED",
        "{'resourceType':'Bundle'}{} | NOT_JSON",
        "{'resourceType':'Bundle',} | NOT_JSON",
        "{'resourceType':'Bundle','entry':{}} | NOT_A_BUNDLE",
        "{'resourceType':'Bundle','type':'a','type':'b'} | DUPLICATE_KEY",
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient','x':{'y':1,'y':2}}}]}"
            + " | DUPLICATE_KEY",
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient','id':'a'}},"
            + "{'resource':{'resourceType':'Patient','id':'a'}}]} | DUPLICATE_RESOURCE"
      })
  void refusesWhatIsNoBundle(String text, ProblemKind expected) {
    Reading<ClinicalRecord> reading = BundleReader.standard().read(json(text));
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(reading.problems()).extracting(InputProblem::kind).contains(expected);
  }

  @Test
  void readsABundleWhoseTypeComesLast() {
    assertThat(
            BundleReader.standard()
                .read(
                    json(
                        "{'entry':[{'resource':{'id':'p','resourceType':'Patient'}}],"
                            + "'resourceType':'Bundle'}")))
        .isInstanceOfSatisfying(
            Reading.Done.class,
            done -> assertThat(((ClinicalRecord) done.value()).count("Patient")).isEqualTo(1));
  }

  @Test
  void readsPastAByteOrderMark() {
    assertThat(
            BundleReader.standard()
                .read("\uFEFF{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Reading.Done.class);
  }

  @Test
  void refusesOtherEncodings() {
    byte[] wide = "{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_16);
    byte[] latin =
        "{\"resourceType\":\"Bundle\",\"id\":\"M\u00fcller\"}"
            .getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] bytes : new byte[][] {wide, latin}) {
      assertThat(BundleReader.standard().read(bytes).problems())
          .extracting(InputProblem::kind)
          .containsExactly(ProblemKind.NOT_UTF_8);
    }
  }

  @Test
  void refusesDeepNesting() {
    String text = "{'resourceType':'Bundle','x':" + "[".repeat(100_000);
    assertThat(BundleReader.standard().read(json(text)).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.TOO_DEEP);
  }

  @Test
  void refusesALongNumber() {
    String text =
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Observation',"
            + "'valueQuantity':{'value':"
            + "9".repeat(5_000)
            + "}}}]}";
    assertThat(BundleReader.standard().read(json(text)).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.TOO_LONG);
  }

  @Test
  void refusesAFileOf200MegabytesWithoutOpeningIt(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("large.json");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }
    assertThat(BundleReader.standard().read(file).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.TOO_LARGE);
  }

  @Test
  void stopsReadingAnEndlessStreamAtTheLimit() {
    var limits = new Limits(1 << 20, 100, 100, 1000, 100, 1000);
    var endless = new Spaces();
    assertThat(new BundleReader(limits).read(endless).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.TOO_LARGE);
    assertThat(endless.read).isLessThan(2 << 20);
  }

  @Test
  void refusesMoreResourcesOrElementsThanTheLimit() {
    var few = new Limits(1 << 20, 100, 100, 1000, 2, 1000);
    String patients =
        "{'resource':{'resourceType':'Patient','id':'a'}},"
            + "{'resource':{'resourceType':'Patient','id':'b'}},"
            + "{'resource':{'resourceType':'Patient','id':'c'}}";
    byte[] bundle = json("{'resourceType':'Bundle','entry':[" + patients + "]}");
    assertThat(new BundleReader(few).read(bundle).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.TOO_MANY);
    var small = new Limits(1 << 20, 100, 100, 1000, 100, 5);
    assertThat(new BundleReader(small).read(bundle).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.TOO_MANY);
  }

  @Test
  void aFileThatIsNotThereIsTold(@TempDir Path directory) {
    assertThat(BundleReader.standard().read(directory.resolve("absent.json")).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.UNREADABLE);
  }

  @Test
  void aStreamAndBytesReadAlike() {
    byte[] bundle = Bundles.bundle(Bundles.PATIENT, Bundles.ORDER);
    assertThat(BundleReader.standard().read(new ByteArrayInputStream(bundle)))
        .isInstanceOfSatisfying(
            Reading.Done.class,
            done -> assertThat(((ClinicalRecord) done.value()).size()).isEqualTo(2));
  }

  @Test
  void noMessageQuotesTheInput() {
    String secret = "Smithson";
    for (String text :
        new String[] {
          secret,
          "{\"" + secret + "\":1,\"" + secret + "\":2}",
          "{\"resourceType\":\"" + secret + " " + secret + "\"}",
          "{\"resourceType\":\"Bundle\", " + secret + "}",
          "{\"resourceType\":\"Bundle\",\"id\":\"" + secret + "\u0001\"}"
        }) {
      assertThat(BundleReader.standard().read(text.getBytes(StandardCharsets.UTF_8)).problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain(secret));
    }
  }

  /** White space without end. */
  private static final class Spaces extends InputStream {
    private long read;

    @Override
    public int read() {
      read++;
      return ' ';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Arrays.fill(bytes, offset, offset + length, (byte) ' ');
      read += length;
      return length;
    }
  }
}
