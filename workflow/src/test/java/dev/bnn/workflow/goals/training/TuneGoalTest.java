// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Overrides;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneGoalTest {
    private static final String MODEL = SmallModel.NETWORK + """
            train quick {
              data "digits:400"   # a comment of the person's
              epochs 3
              batch 50
              rate 0.01 cosine
              validation 100
              seed 1
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void theBestTrialIsARecipeThatCanBePasted() throws Exception {
        Path model = write(MODEL);
        Lines lines = new Lines();
        TuneGoal.Result result = TuneGoal.run(request(model, "rate {0.000001|0.01} cosine; clip none", 4), lines);

        String section = Files.readString(result.file());
        assertThat(section)
                .startsWith("train quick {\n  data \"digits:400\"\n  epochs 3\n  batch 50\n  rate 0.01 cosine\n");
        assertThat(section).endsWith("  clip none\n}\n");
        write(MODEL.substring(0, MODEL.indexOf("train")) + section);
        assertThat(Models.load(model, lines)
                        .network()
                        .recipes()
                        .get(0)
                        .descent()
                        .clip())
                .isZero();
        assertThat(lines.all)
                .contains("small: 2 trials to epoch 3, on 300 images of digits, 100 held out;"
                        + " may be interrupted, the same command continues");
        assertThat(lines.all).anySatisfy(l -> assertThat(l).matches(" +trial +2 +epoch +3/3  .*"));
        assertThat(Files.exists(folder.resolve("out/small/small.npz"))).isFalse();
    }

    @Test
    void aSecondRunTrainsNothingAgain() throws Exception {
        Path model = write(MODEL);
        Lines first = new Lines();
        TuneGoal.Result result = TuneGoal.run(request(model, "rate {0.003..0.02} cosine", 3), first);
        Lines second = new Lines();
        assertThat(TuneGoal.run(request(model, "rate {0.003..0.02} cosine", 3), second))
                .isEqualTo(result);
        assertThat(first.all.get(0))
                .isEqualTo("small: 3 trials to epoch 1, the best 1 to epoch 3, on 300 images of digits, 100 held out;"
                        + " may be interrupted, the same command continues");
        assertThat(first.all)
                .filteredOn(l -> l.startsWith("small: trial ") && l.contains("  epoch  "))
                .hasSize(4);
        assertThat(second.all).noneMatch(l -> l.startsWith("small: trial ") && l.contains("  epoch  "));
        assertThat(new Metrics(ModelFolder.of(folder.resolve("out"), "small")).number("tune", "trials"))
                .hasValue(3);
    }

    @Test
    void otherSettingsBeginANewSearchAndTheFirstOneGoesOnWhenItIsAskedForAgain() throws Exception {
        Path model = write(MODEL);
        Path tune = folder.resolve("out/small/tune");
        TuneGoal.run(request(model, "rate {0.003|0.02} cosine", 2), new Lines());
        String first = Files.readString(tune.resolve("trials.json"));
        Lines second = new Lines();
        TuneGoal.run(request(model, "rate {0.004|0.01} cosine; batch 25", 2), second);
        assertThat(second.all)
                .contains("small: the settings are new, so a new search begins; the previous one is kept in "
                        + tune.resolveSibling("tune-1") + ", and its command continues it");
        assertThat(tune.resolveSibling("tune-1").resolve("trials.json")).hasContent(first);

        Lines again = new Lines();
        TuneGoal.run(request(model, "rate {0.003|0.02} cosine", 2), again);
        assertThat(again.all)
                .contains("small: continues the search in " + tune.resolveSibling("tune-1")
                        + "; the previous one is kept in " + tune.resolveSibling("tune-2"))
                .noneMatch(l -> l.startsWith("small: trial ") && l.contains("  epoch  "));
        assertThat(tune.resolve("trials.json")).hasContent(first);
    }

    @Test
    void trialsLearnFromATeacherThatIsTrainedOnce() throws Exception {
        Path model = write(
                MODEL.replace("validation 100\n", "validation 100  teacher twin share 0.5\n")
                        + "\ntrain twin { data \"digits:400\"  epochs 1  batch 50  validation 100  seed 1  precision float }\n");
        Lines lines = new Lines();
        TuneGoal.Result result =
                TuneGoal.run(request(model, "teacher twin share {0.3|0.6} temperature {2|4}", 2), lines);
        assertThat(lines.all)
                .filteredOn(l -> l.startsWith("small: training on"))
                .hasSize(1)
                .allSatisfy(l -> assertThat(l).contains(" 1 epoch of batch 50,"));
        assertThat(lines.all).contains("small: recipe twin first, for quick", "small: training is up to date");
        assertThat(Files.readString(result.file())).containsPattern("teacher twin share 0\\.[36] temperature [24]");
        assertThat(folder.resolve("out/small/recipes/twin/small.npz")).exists();
    }

    @Test
    void aMisspeltWordIsShownBeforeAnythingTrains() throws Exception {
        Path model = write(MODEL);
        Lines lines = new Lines();
        assertThatThrownBy(() -> TuneGoal.run(request(model, "rat {0.1|0.2}", 2), lines))
                .isInstanceOf(WorkflowException.class)
                .hasMessageMatching(
                        "bnn\\.tune does not fit the train section of .*small\\.bnn: with `rat 0\\.[12]` a train"
                                + " section has no `rat` \\(did you mean `rate`\\?\\)\\.");
        assertThat(lines.all)
                .as("nothing is said of a line of the model, which is right")
                .isEmpty();
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    @Test
    void withoutValidationThereIsNothingToCompare() throws Exception {
        Path model = write(MODEL.replace("validation 100", "validation 0"));
        assertThatThrownBy(() -> TuneGoal.run(request(model, "batch {10|20}", 2), new Lines()))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("give the train section a validation split, such as validation 1000");
    }

    /** A trial would say one value and train with another. */
    @Test
    void whatATrialWouldIgnoreIsRefused() throws Exception {
        Path model = write(MODEL);
        assertRefused(
                model,
                "data {\"digits:60\"|\"digits:90\"}",
                "bnn.tune has the entry data, but all trials have the same images; set bnn.data instead.");
        assertRefused(
                model,
                "epochs {1|3}",
                "bnn.tune has the entry epochs, but all trials have the same number of epochs; set bnn.epochs instead.");
        assertRefused(
                model,
                "validation {0|10}",
                "small: trial 2 (validation 0) holds no images out, so it has no accuracy to compare; give validation 1"
                        + " or more.");
        Settings half = TestSettings.of(folder, new Overrides(null, 50, 0.1, null, 1L, null, null));
        for (String given : List.of("batch {10|20}", "rate {0.1|0.2}", "{seed 1|seed 2}")) {
            assertThatThrownBy(() -> TuneGoal.run(
                            new TuneGoal.Request(model, half, "clip {1|2}; " + given, 2, true), new Lines()))
                    .isInstanceOf(WorkflowException.class)
                    .hasMessageMatching(
                            "bnn\\.tune has the entry (batch|rate|seed), but bnn\\.\\1 would replace it; leave one"
                                    + " of them out\\.");
        }
        assertThat(Files.exists(folder.resolve("out/small/tune/trials.json"))).isFalse();
    }

    private void assertRefused(Path model, String space, String message) {
        assertThatThrownBy(() -> TuneGoal.run(request(model, space, 2), new Lines()))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(message);
    }

    private TuneGoal.Request request(Path model, String space, int trials) throws WorkflowException {
        Settings settings = TestSettings.of(folder, "out");
        return new TuneGoal.Request(model, settings, space, trials, true);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("small.bnn"), text);
    }

    private static final class Lines implements Events {
        private final List<String> all = new ArrayList<>();

        @Override
        public void info(String line) {
            all.add(line);
        }

        @Override
        public void warn(String line) {
            all.add(line);
        }

        @Override
        public void diagnostic(Diagnostic diagnostic, SourceFile source) {
            all.add(DiagnosticPrinter.print(diagnostic, source));
        }

        @Override
        public void progress(String task, long done, long total, String detail) {}
    }
}
