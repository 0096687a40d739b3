package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** Signing a page, and being told when it and its program drift apart. */
class PageCommandsTest {
  private static final String ADA = "Ada Bell, medical director";

  @TempDir Path folder;
  private Path document;

  /** A copy of a document of the library; it uses the library's shared facts. */
  @BeforeEach
  void copy() throws IOException {
    document = folder.resolve("2022-02-10.md");
    Files.copy(TestFiles.ROOT.resolve("guidelines/ncd-210.14/2022-02-10.md"), document);
  }

  private Run onDocument(String command, String... options) {
    var arguments = new String[options.length + 2];
    arguments[0] = command;
    arguments[1] = document.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Run.of(arguments);
  }

  private void replace(String old, String changed) throws IOException {
    String text = Files.readString(document);
    assertThat(text).contains(old);
    Files.writeString(document, text.replace(old, changed));
  }

  @Test
  void anUnsignedPagePassesUnlessSignaturesAreAskedFor() {
    assertThat(onDocument("check").exitCode()).isEqualTo(ExitCode.OK);
    Run run = onDocument("check", "--lock");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).contains("error not-signed").endsWith("10 error(s), 0 warning(s)\n");
  }

  @Test
  void signingShowsWhatIsSignedAndKeepsIt() throws IOException {
    Run run = onDocument("sign", "--anchor", "a3", "--by", ADA, "--today", "2026-11-22");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("the page says:    the patient has smoked at least 20 pack-years")
        .contains("the machine asks: pack years is at least 20 {pack-years}")
        .endsWith("1 signed, 9 of 10 still to be signed\n");
    assertThat(Files.readString(folder.resolve("2022-02-10.lock")))
        .startsWith("signatures of ncd-210.14 2022-02-10\na3 prose ")
        .endsWith(" 2026-11-22 " + ADA + "\n");
    assertThat(onDocument("check").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void onceSignedACriterionDoesNotChangeUnnoticed() throws IOException {
    assertThat(onDocument("sign", "--all", "--by", ADA).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(onDocument("check", "--lock").exitCode()).isEqualTo(ExitCode.OK);
    replace("pack-years >= 20 {pack-years}", "pack-years >= 25 {pack-years}");
    Run run = onDocument("check");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out())
        .contains("error criterion-changed: the criterion `a3` has changed since it was signed");
    replace("smoked at least 20 pack-years", "smoked at least 25 pack-years");
    assertThat(onDocument("check").out()).contains("error both-changed: the sentence `a3`");
    onDocument("sign", "--all", "--by", "Ben Cole, policy analyst");
    assertThat(onDocument("check", "--lock").out())
        .doesNotContain("since it was signed", "not-signed");
  }

  @Test
  void aSentenceDoesNotChangeUnnoticedEither() throws IOException {
    onDocument("sign", "--all", "--by", ADA);
    replace("no signs or symptoms", "no signs");
    assertThat(onDocument("check").out())
        .contains("error prose-changed: the sentence `a2` has changed since it was signed");
  }

  @Test
  void whoSignsHasANameAndARole() {
    Run run = onDocument("sign", "--all", "--by", "Ada Bell");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("Write --by \"Name, role\".");
    assertThat(folder.resolve("2022-02-10.lock")).doesNotExist();
  }

  @Test
  void whatIsSignedHasToBeNamed() {
    assertThat(onDocument("sign", "--by", ADA).err()).contains("a1, a2").contains("c1");
    assertThat(onDocument("sign", "--anchor", "zz", "--by", ADA).err())
        .contains("unknown-anchor")
        .contains("Its anchors are a1");
  }

  @Test
  void aBrokenLockIsNotPassedOver() throws IOException {
    Files.writeString(folder.resolve("2022-02-10.lock"), "signatures of everything\n");
    assertThat(onDocument("check").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    Run run = onDocument("sign", "--all", "--by", ADA);
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("2022-02-10.lock:1").contains("lock-unreadable");
  }

  @Test
  void programsLearnWhatWasSigned() throws Exception {
    Run run = onDocument("sign", "--anchor", "a1", "--anchor", "a2", "--by", ADA, "--json");
    Json.Obj signed = (Json.Obj) JsonReader.read(run.out());
    assertThat(signed.get("signed")).contains(Json.texts(List.of("a1", "a2")));
    assertThat(signed.get("open")).contains(new Json.Whole(8));
  }

  @Test
  void aPageIsReadBackInEnglish() throws IOException {
    assertThat(onDocument("read-back").out())
        .contains("| order | clause | stands in | when | decides |")
        .contains("a3, “the patient has smoked at least 20 pack-years”")
        .contains("pack years is at least 20 {pack-years}");
    Path page = folder.resolve("page.html");
    Run run = onDocument("read-back", "--html", "--out", page.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(page)).startsWith("<!doctype html>").endsWith("</html>\n");
    assertThat(onDocument("read-back", "--html", "--markdown").exitCode())
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Run.of("read-back", "ncd-210.14@2022-02-10").out())
        .contains("What the machine understood of ncd-210.14");
  }

  @Test
  void ofSeveralWhoSignAtOnceNobodysSignatureIsLost() throws Exception {
    List<String> anchors = List.of("a1", "a2", "a3", "a4", "a5", "a6");
    try (var threads = Executors.newFixedThreadPool(anchors.size())) {
      var runs =
          threads.invokeAll(
              anchors.stream()
                  .<Callable<Run>>map(
                      anchor -> () -> onDocument("sign", "--anchor", anchor, "--by", ADA))
                  .toList());
      for (Future<Run> run : runs) {
        assertThat(run.get().exitCode()).isEqualTo(ExitCode.OK);
      }
    }
    assertThat(Files.readAllLines(folder.resolve("2022-02-10.lock"))).hasSize(1 + anchors.size());
    assertThat(folder.resolve("2022-02-10.lock.new")).doesNotExist();
  }

  @Test
  void theLockLiesBesideTheDocumentAlsoWhenItsFolderIsNamed() throws IOException {
    Path guideline = Files.createDirectories(folder.resolve("library/ncd-210.14"));
    Files.copy(
        TestFiles.ROOT.resolve("guidelines/ncd-220.6.17/2013-06-11.md"),
        guideline.resolve("2013-06-11.md"));
    Run run =
        Run.of(
            "sign",
            guideline.toString(),
            "--library",
            folder.resolve("library").toString(),
            "--all",
            "--by",
            ADA);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(guideline.resolve("2013-06-11.lock")).exists();
  }

  @Test
  void theReadBackIsNotWrittenOverThePage() throws IOException {
    String before = Files.readString(document);
    Run run = onDocument("read-back", "--out", document.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("output-is-input");
    assertThat(Files.readString(document)).isEqualTo(before);
  }

  @Test
  void aFolderWithoutDocumentsIsNotClean() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run run = Run.of("check", empty.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("no-documents");
  }

  @Test
  void noFaultsArePutIntoABrokenPage() throws IOException {
    Files.writeString(document, "nothing");
    Run run = onDocument("faults");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("document-has-errors");
  }
}
