// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.data.Photo;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.hardware.SynthesizeGoal;
import dev.bnn.workflow.goals.results.ClassifyGoal;
import dev.bnn.workflow.goals.results.ReportGoal;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.goals.training.TrainGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in a folder keep the class with the folder's name in training, evaluation, the report and classification. */
class ClassOrderTest {
    private static final int SIDE = 8;

    @TempDir
    private Path folder;

    private final RecordedEvents events = new RecordedEvents() {};

    /** Writes images: those of class c have one bright cell out of sixteen, and a little noise. */
    private void images(String part, List<String> names, int each) throws IOException {
        for (int c = 0; c < names.size(); c++) {
            Path of = Files.createDirectories(folder.resolve(part).resolve(names.get(c)));
            for (int i = 0; i < each; i++) {
                byte[] pixels = new byte[SIDE * SIDE];
                for (int p = 0; p < pixels.length; p++) {
                    boolean inside = p / SIDE / 2 * 4 + p % SIDE / 2 == c % 16;
                    pixels[p] = (byte) ((inside ? 200 : 20) + (p * 7 + i * 13 + c * 5) % 23);
                }
                Files.write(of.resolve(i + ".png"), Photo.png(pixels, 1, SIDE, SIDE));
            }
        }
    }

    private Path model(String classes, int outputs, String recipe) throws IOException {
        return Files.writeString(folder.resolve("order.bnn"), """
                network order
                input 1 x 8 x 8 uint8 scaled -1 .. 1
                classes %s
                layers { dense 32 weights bipolar; batchnorm; sign; dense %d weights bipolar; batchnorm }
                train { data "set" batch 16 seed 1 %s }
                target pynq-z1 { clock 100 MHz }
                """.formatted(classes, outputs, recipe));
    }

    private TrainGoal.Result train(Path model) throws Exception {
        Settings settings = TestSettings.of(folder, "out");
        TrainGoal.Result result = TrainGoal.run(new TrainGoal.Request(model, settings, false), events);
        EvaluateGoal.run(new EvaluateGoal.Request(model, settings, 0), events);
        return result;
    }

    private List<String> classified(Path model, String images) throws Exception {
        ClassifyGoal.Request request =
                new ClassifyGoal.Request(model, TestSettings.of(folder, "out"), images, Optional.empty());
        return ClassifyGoal.run(request, events).classes();
    }

    @Test
    void answersBearTheNamesOfTheirFolders() throws Exception {
        images("set/train", List.of("stern", "kreis", "dreieck"), 20);
        images("set/test", List.of("stern", "kreis", "dreieck"), 6);
        for (String classes : List.of(
                "stern, kreis, dreieck", "dreieck, kreis, stern", "star = stern, circle = kreis, triangle = dreieck")) {
            Path model = model(classes, 3, "epochs 30 validation 6");
            assertThat(train(model).top1()).as(classes).isGreaterThan(80);
            String star = classes.startsWith("star") ? "star" : "stern";
            assertThat(classified(model, "set/test/stern"))
                    .hasSize(6)
                    .filteredOn(star::equals)
                    .hasSizeGreaterThanOrEqualTo(5);
            JsonNode evaluation = JsonFile.readOrEmpty(folder.resolve("out/order/evaluation.json"));
            int index =
                    Arrays.asList(classes.replaceAll(" = \\w+", "").split(", ")).indexOf(star);
            assertThat(evaluation.path("confusion").path(index).path(index).asInt())
                    .isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void otherNamesAreRefusedBeforeAnythingIsTrained() throws Exception {
        images("set", List.of("stern", "kreis"), 4);
        Path model = model("star, circle", 2, "epochs 1 validation 1");
        assertThatThrownBy(() -> train(model))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("has classes kreis, stern; the network has star, circle")
                .hasMessageContaining("write `star = NAME` in `classes`");
    }

    @Test
    void theValidationSetIsTheDatasOwnWhereItHasOne() throws Exception {
        images("set/train", List.of("a", "b"), 20);
        images("set/val", List.of("a", "b"), 5);
        images("set/test", List.of("a", "b"), 3);
        train(model("b, a", 2, "epochs 2"));

        Metrics metrics = new Metrics(ModelFolder.of(folder.resolve("out"), "order"));
        assertThat(metrics.number("train", "train_images")).hasValue(40);
        assertThat(metrics.number("train", "validation_images")).hasValue(10);
        assertThat(metrics.number("train", "test_images")).hasValue(6);
        assertThat(events.said).anyMatch(l -> l.contains("training on 40 images of set, 10 of its own for validation"));
        Path page = ReportGoal.run(
                        new ReportGoal.Request(folder.resolve("order.bnn"), TestSettings.of(folder, "out")), events)
                .page();
        assertThat(Files.readString(page).replaceAll("<[^>]+>|\\s+", " ")).containsPattern("for validation +10 images");
        JsonNode provenance = JsonFile.readOrEmpty(folder.resolve("out/order/provenance.json"));
        assertThat(provenance.path("data").path("train_images").asInt()).isEqualTo(40);
        assertThat(provenance.path("data").path("validation_images").asInt()).isEqualTo(10);
    }

    @Test
    void moreThan256ClassesAreTrainedAndEvaluated() throws Exception {
        int count = 300;
        List<String> names =
                IntStream.range(0, count).mapToObj(c -> "class " + c).toList();
        images("set/train", names, 2);
        images("set/test", names, 1);
        String classes = names.stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
        train(model(classes, count, "epochs 1 validation 10"));

        JsonNode confusion = JsonFile.readOrEmpty(folder.resolve("out/order/evaluation.json"))
                .path("confusion");
        assertThat(confusion).hasSize(count).allSatisfy(row -> {
            int images = 0;
            for (JsonNode cell : row) {
                images += cell.asInt();
            }
            assertThat(images).isOne();
        });
        Path page = ReportGoal.run(
                        new ReportGoal.Request(folder.resolve("order.bnn"), TestSettings.of(folder, "out")), events)
                .page();
        assertThat(Files.size(page)).isLessThan(2_000_000);
    }

    /** Class numbers that do not fit in a byte leave the simulated hardware as the compiled network outputs them. */
    @Test
    void labelSelectAnswersWithMoreThan256Classes() throws Exception {
        int count = 300;
        List<String> names = IntStream.range(0, count)
                .mapToObj(c -> String.format(Locale.ROOT, "%03d", c))
                .toList();
        images("set/train", names, 2);
        images("set/test", names, 1);
        Path model = model("0 .. 299", count, "epochs 1 validation 10");
        Files.writeString(model, Files.readString(model).replace("clock 100 MHz", "clock 100 MHz output labels 3"));
        train(model);

        Settings settings = TestSettings.of(folder, "out");
        SynthesizeGoal.run(new SynthesizeGoal.Request(model, settings, 2, 40, BackendChoice.HLS, false, false), events);

        List<String> labels = Files.readAllLines(folder.resolve("out/order/hls/tb/labels.txt"));
        assertThat(labels)
                .anyMatch(line -> Arrays.stream(line.strip().split(" +"))
                        .mapToInt(Integer::parseInt)
                        .anyMatch(label -> label > 255));
        assertThat(new Metrics(ModelFolder.of(folder.resolve("out"), "order")).number("csim", "images"))
                .hasValue(40);
    }
}
