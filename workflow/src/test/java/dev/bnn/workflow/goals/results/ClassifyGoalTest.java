// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.Photo;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a network of one layer whose class is the brighter half of the picture. */
class ClassifyGoalTest extends RecordedEvents {
    private static final String MODEL = """
            network halves
            input 1 x 2 x 2 uint8 scaled -1 .. 1
            classes upper, "lower, or \\u00fc"
            layers { dense 2 weights bipolar }
            train { data "pictures" }
            target pynq-z1 { clock 100 MHz }
            """.replace("\\u00fc", "\u00fc");

    @TempDir
    private Path folder;

    private Path model;
    private final List<String> results = new ArrayList<>();

    @Override
    public void result(String line) {
        results.add(line);
    }

    @BeforeEach
    void trained() throws Exception {
        model = Files.writeString(folder.resolve("halves.bnn"), MODEL);
        Network network = Models.load(model, Events.SILENT).network();
        ModelFolder outputs = ModelFolder.of(folder.resolve("out"), "halves");
        Parameters.Array weights = new Parameters.Array(new int[] {2, 4}, new float[] {1, 1, -1, -1, -1, -1, 1, 1});
        Npz.write(outputs.parameters(), new Parameters(Map.of("dense1.weight", weights)));
        TrainedParameters.record(network, outputs);
    }

    @Test
    void aFolderBecomesATableAndAPage() throws Exception {
        picture("b.png", 0, 255);
        picture("a.png", 255, 0);
        Files.writeString(folder.resolve("pictures/readme.txt"), "no picture");
        ClassifyGoal.Result result = run(folder.resolve("pictures"), Optional.empty());
        assertThat(result.classes()).containsExactly("upper", "lower, or \u00fc");
        assertThat(Files.readAllLines(result.table()))
                .containsExactly(
                        "file,class,probability,upper,\"lower, or \u00fc\"",
                        "a.png,upper,0.9820,0.9820,0.0180",
                        "b.png,\"lower, or \u00fc\",0.9820,0.0180,0.9820");
        assertThat(Files.readString(result.page()))
                .contains("data:image/jpeg;base64,", "98.2 %", "a.png", "<h2>By class</h2>", "2 images, classified by");
        assertThat(results).containsExactly("  a.png  upper        98.20 %", "  b.png  lower, or \u00fc  98.20 %");
    }

    @Test
    void onePictureIsShownWithItsClasses() throws Exception {
        ClassifyGoal.Result result = run(picture("a.png", 255, 0), Optional.empty());
        assertThat(results)
                .containsExactly(
                        "halves: a.png, 8 x 8 pixels from (0, 0) as 2 x 2",
                        "  upper        98.20 % ========================",
                        "  lower, or \u00fc   1.80 %");
        assertThat(Files.readString(result.page()))
                .contains("1 image, classified by")
                .doesNotContain("By class");
    }

    @Test
    void ofManyPicturesTheClassesAreCounted() throws Exception {
        for (int i = 0; i < 21; i++) {
            picture("folder" + i % 2 + "/" + i + ".png", i < 3 ? 0 : 255, i < 3 ? 255 : 0);
        }
        ClassifyGoal.Result result = run(folder.resolve("pictures"), Optional.empty());
        assertThat(results)
                .containsExactly(
                        "  upper             18 images, mean probability 98.20 %",
                        "  lower, or \u00fc        3 images, mean probability 98.20 %");
        assertThat(Files.readAllLines(result.table()))
                .hasSize(22)
                .element(1)
                .asString()
                .startsWith("folder0/0.png,");
        assertThat(Files.readString(result.page())).contains(">18</td>", ">3</td>");
    }

    @Test
    void aCropIsTakenAndOneOutsideRefused() throws Exception {
        Path picture = picture("a.png", 255, 0);
        assertThat(run(picture, Optional.of(ClassifyGoal.crop("0, 4,8,4"))).classes())
                .hasSize(1);
        assertThatThrownBy(() -> run(picture, Optional.of(ClassifyGoal.crop("0,4,8,5"))))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("bnn.crop 0,4,8,5 does not lie within a.png, which has 8 x 8 pixels.");
        assertThatThrownBy(() -> ClassifyGoal.crop("0,4,8"))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith("bnn.crop is \"0,4,8\"; give left edge, upper edge, width and height");
    }

    @Test
    void aFolderWithoutPicturesIsNamed() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> run(empty, Optional.empty()))
                .hasMessage("there are no image files (PNG, JPEG, GIF, BMP or PPM) in " + empty + ".");
    }

    private Path picture(String name, int upper, int lower) throws Exception {
        byte[] pixels = new byte[64];
        Arrays.fill(pixels, 0, 32, (byte) upper);
        Arrays.fill(pixels, 32, 64, (byte) lower);
        Path file = folder.resolve("pictures").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, Photo.png(pixels, 1, 8, 8));
    }

    private ClassifyGoal.Result run(Path image, Optional<Photo.Crop> crop) throws Exception {
        Settings settings = TestSettings.of(folder, "out");
        ClassifyGoal.Result result =
                ClassifyGoal.run(new ClassifyGoal.Request(model, settings, image.toString(), crop), this);
        assertThat(List.of(result.page(), result.table())).allMatch(Files::isRegularFile);
        return result;
    }
}
