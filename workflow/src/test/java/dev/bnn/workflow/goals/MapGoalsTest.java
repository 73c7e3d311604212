// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.LabelMap;
import dev.bnn.data.Photo;
import dev.bnn.data.picture.Decoder;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.report.data.ReportData;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.results.ClassifyGoal;
import dev.bnn.workflow.goals.results.ReportGoal;
import dev.bnn.workflow.goals.training.EvaluateGoal;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.EvaluationRecord;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that decides for each pixel whether it is bright. */
class MapGoalsTest extends RecordedEvents {
    private static final String MODEL = """
            network bright
            input 1 x 2 x 2 uint8 scaled -1 .. 1
            classes dark, light
            output map
            layers { conv 2 kernel 1 }
            train { data "%s" }
            target pynq-z1 { clock 100 MHz }
            """;

    @TempDir
    private Path folder;

    private Path model;
    private Settings settings;
    private ModelFolder outputs;
    private final List<String> results = new ArrayList<>();

    @Override
    public void result(String line) {
        results.add(line);
    }

    @BeforeEach
    void trained() throws Exception {
        settings = TestSettings.of(folder, "out");
        outputs = ModelFolder.of(folder.resolve("out"), "bright");
        trained("data");
        for (String part : List.of("train", "test")) {
            write("data/" + part + "/images/a.png", Photo.png(new byte[] {0, -1, 10, -10}, 1, 2, 2));
            // One of the three labeled pixels has the wrong label; one pixel has no label.
            write("data/" + part + "/masks/a.png", LabelMap.png(new int[] {0, 1, 1, -1}, 2, 2, 2, 2));
        }
    }

    private void trained(String data) throws Exception {
        model = Files.writeString(folder.resolve("bright.bnn"), MODEL.formatted(data));
        Network network = Models.load(model, Events.SILENT).network();
        Parameters.Array weights = new Parameters.Array(new int[] {2, 1, 1, 1}, new float[] {-1, 1});
        Npz.write(outputs.parameters(), new Parameters(Map.of("conv1.weight", weights)));
        TrainedParameters.record(network, outputs);
    }

    private void write(String path, byte[] content) throws Exception {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.write(folder.resolve(path), content);
    }

    @Test
    void evaluationCountsPixelsWithLabels() throws Exception {
        EvaluateGoal.Result result = EvaluateGoal.run(new EvaluateGoal.Request(model, settings, 0), this);
        assertThat(result.top1()).isEqualTo(66.67);
        // One of the two pixels predicted dark is dark; one of the two light pixels is predicted light.
        assertThat(new Metrics(outputs).all().get("evaluate"))
                .containsEntry("images", 1)
                .containsEntry("mean_iou", 50.0)
                .containsEntry("iou_by_class", Map.of("dark", 50.0, "light", 50.0));
        ReportData.Accuracy accuracy =
                EvaluationRecord.read(outputs.evaluation()).orElseThrow();
        assertThat(accuracy.map()).isTrue();
        assertThat(accuracy.confusion()).isDeepEqualTo(new int[][] {{1, 0}, {1, 1}});
        assertThat(accuracy.worst()).hasSize(1);
        assertThat(accuracy.worst().get(0).given()).isEqualTo("33.3 % wrong");
        Path page =
                ReportGoal.run(new ReportGoal.Request(model, settings), this).page();
        assertThat(Files.readString(page))
                .contains("pixel accuracy", "mean IoU", "50.00 %", "image, truth and what the network gives")
                .doesNotContain("wrong at TOP1");
    }

    @Test
    void dataWithOneLabelPerImageIsRefused() throws Exception {
        for (String name : List.of("dark", "light")) {
            for (int i = 0; i < 2; i++) {
                write("classes/" + name + "/" + i + ".png", Photo.png(new byte[4], 1, 2, 2));
            }
        }
        trained("classes");
        assertThatThrownBy(() -> EvaluateGoal.run(new EvaluateGoal.Request(model, settings, 0), this))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(
                        "data set classes has one label per image, but network bright gives a map of classes; name data"
                                + " with masks, or leave `output map` out");
    }

    /** Only the second test image has classes, but only the first image is scored. */
    @Test
    void scoredImagesOfWhichNoPositionHasAClassAreRefused() throws Exception {
        write("data/test/images/0.png", Photo.png(new byte[4], 1, 2, 2));
        write("data/test/masks/0.png", LabelMap.png(new int[] {-1, -1, -1, -1}, 2, 2, 2, 2));
        assertThatThrownBy(() -> EvaluateGoal.run(new EvaluateGoal.Request(model, settings, 1), this))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("no position of the test images of data set data has a class: number the classes in their"
                        + " masks from 0 on; 255 is none");
        EvaluateGoal.run(new EvaluateGoal.Request(model, settings, 0), this);
    }

    @Test
    void aPictureGetsAMapBesideIt() throws Exception {
        byte[] halves = new byte[4 * 8];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = (byte) (i % 8 < 4 ? 0 : i / 8 < 2 ? 255 : 20);
        }
        write("photo.png", Photo.png(halves, 1, 4, 8));
        ClassifyGoal.Result result = ClassifyGoal.run(
                new ClassifyGoal.Request(
                        model,
                        settings,
                        folder.resolve("photo.png").toString(),
                        Optional.of(ClassifyGoal.crop("2,0,4,4"))),
                this);
        assertThat(result.classes()).containsExactly("dark");
        assertThat(Files.readAllLines(result.table()))
                .containsExactly("file,class,share,dark,light", "photo.png,dark,0.7500,0.7500,0.2500");
        Decoder.Indices map = Decoder.indices(Files.readAllBytes(result.page().resolveSibling("maps/photo.png.png")));
        assertThat(map.width()).isEqualTo(4);
        assertThat(map.values()).containsExactly(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(results)
                .containsExactly(
                        "bright: photo.png, 4 x 4 pixels from (2, 0) as 2 x 2",
                        "  dark   75.00 % ==================",
                        "  light  25.00 % ======");
        assertThat(Files.readString(result.page())).contains("Share of the map by class.");
    }
}
