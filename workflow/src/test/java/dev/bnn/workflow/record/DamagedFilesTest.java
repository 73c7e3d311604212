// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.model.Network;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.exchange.PackGoal;
import dev.bnn.workflow.goals.results.CompareGoal;
import dev.bnn.workflow.goals.results.ReportGoal;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.goals.training.TrainGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals name and skip truncated or changed records; no goal ends in a stack trace because of them. */
class DamagedFilesTest {
    private static final String MODEL = SmallModel.NETWORK + """
            train { data "digits:400"  epochs 2  batch 50  validation 100  seed 1 }
            """;

    /** Number of mutations by default; {@code -Dbnn.fuzz=N} tries more. */
    private static final int MUTATIONS = Integer.getInteger("bnn.fuzz", 25);

    @TempDir
    private static Path whole;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trained() throws Exception {
        Path model = Files.writeString(whole.resolve("small.bnn"), MODEL);
        RecordedEvents events = new RecordedEvents() {};
        Settings settings = TestSettings.of(whole, "out");
        TrainGoal.run(new TrainGoal.Request(model, settings, true), events);
        EvaluateGoal.run(new EvaluateGoal.Request(model, settings, 0), events);
        PackGoal.run(new PackGoal.Request(model, settings), events);
    }

    @Test
    void eachIsNamedWithWhatIsWrong() throws Exception {
        damaged(
                "training.json",
                "\"best_epoch\" : ",
                "\"best_epoch\" : 9",
                "training.json is damaged: best_epoch is 9");
        damaged(
                "training.json",
                "\"counts\"",
                "\"count\"",
                "training.json is damaged: epoch 1 has a malformed histogram");
        damaged(
                "training.json",
                "\"seconds\" : ",
                "\"seconds\" : -",
                "training.json is damaged: seconds of epoch 1 is -");
        damaged(
                "evaluation.json",
                "\"top1\" : ",
                "\"top1\" : 7",
                "evaluation.json is damaged: its accuracies are not between 0 and 1");
        damaged("metrics.json", "{", "[", "metrics.json is damaged: ");
        damaged(
                "fingerprints.json",
                "\"train\" : ",
                "\"train\" : 7, \"x\" : ",
                "fingerprints.json is damaged: train is not a text");
    }

    @Test
    void whatIsNoUtf8IsNamed() throws Exception {
        copy();
        Files.write(out().resolve("provenance.json"), new byte[] {'{', (byte) 0xff, '}'});
        assertThat(checked()).singleElement().asString().contains("provenance.json is damaged: it is not UTF-8 text");
        assertThat(out().resolve("provenance.json.damaged")).exists();
    }

    @Test
    void whatIsWholeIsLeftAlone() throws Exception {
        copy();
        assertThat(checked()).isEmpty();
    }

    @Test
    void noMutationOfARecordEndsAGoalInATrace() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < MUTATIONS; i++) {
            copy();
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(f -> f.toString().matches(".*\\.(json|npz)"))
                        .sorted()
                        .forEach(files::add);
            }
            Path file = files.get(random.nextInt(files.size()));
            mutate(file, random);
            String what = "mutation " + i + " of " + folder.relativize(file);
            goal(what, () -> ReportGoal.run(new ReportGoal.Request(model(), settings()), new RecordedEvents() {}));
            goal(
                    what,
                    () -> EvaluateGoal.run(new EvaluateGoal.Request(model(), settings(), 0), new RecordedEvents() {}));
            goal(what, () -> TrainGoal.run(new TrainGoal.Request(model(), settings(), true), new RecordedEvents() {}));
            goal(
                    what,
                    () -> CompareGoal.run(
                            new CompareGoal.Request(List.of(model()), List.of(), settings(), BackendChoice.HLS),
                            new RecordedEvents() {}));
        }
    }

    private interface Goal {
        void run() throws Exception;
    }

    private void goal(String what, Goal goal) {
        try {
            checked();
            goal.run();
        } catch (WorkflowException named) {
            assertThat(named.getMessage()).as(what).isNotBlank();
        } catch (Exception e) {
            fail(what, e);
        }
    }

    private static void mutate(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            case 2 -> bytes = replaced(bytes, random, "[0-9.]+", "-7", "1e999", "null", "{}", "99999999999999999999");
            default ->
                bytes = replaced(bytes, random, "\"[a-z_]+\" :", "\"x\" :", "\"epochs\" :", "\"y\" : [], \"z\" :");
        }
        Files.write(file, bytes);
    }

    private static byte[] replaced(byte[] bytes, Random random, String pattern, String... by) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        var matcher = Pattern.compile(pattern).matcher(text);
        List<int[]> places = new ArrayList<>();
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
        }
        if (places.isEmpty()) {
            return bytes;
        }
        int[] place = places.get(random.nextInt(places.size()));
        return (text.substring(0, place[0]) + by[random.nextInt(by.length)] + text.substring(place[1]))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void damaged(String name, String from, String to, String message) throws Exception {
        copy();
        Path file = out().resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(Pattern.quote(from), to));
        assertThat(checked()).as(name).singleElement().asString().contains(message);
        assertThat(file).doesNotExist();
        assertThatCode(() -> ReportGoal.run(new ReportGoal.Request(model(), settings()), new RecordedEvents() {}))
                .doesNotThrowAnyException();
    }

    private List<String> checked() throws Exception {
        RecordedEvents events = new RecordedEvents() {};
        Network network = Models.load(model(), events).network();
        DamagedFiles.setAside(network, folder.resolve("out"), events);
        return events.said;
    }

    private Path model() {
        return folder.resolve("small.bnn");
    }

    private Path out() {
        return folder.resolve("out/small");
    }

    private Settings settings() {
        return TestSettings.of(folder, "out");
    }

    private void copy() throws IOException {
        try (Stream<Path> old = Files.walk(folder)) {
            for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> all = Files.walk(whole)) {
            for (Path file : all.toList()) {
                Path to = folder.resolve(whole.relativize(file).toString());
                if (!file.equals(whole)) {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
