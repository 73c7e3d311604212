package dev.bnn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.Photo;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.npz.Npz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of one layer whose class is the brighter half of the picture. */
class ClassifyStepTest {
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

    @BeforeEach
    void trained() throws Exception {
        model = Files.writeString(folder.resolve("halves.bnn"), MODEL);
        Network network = Models.load(model, Events.SILENT).network();
        ModelFolder outputs = ModelFolder.of(folder.resolve("out"), "halves");
        Parameters.Array weights = new Parameters.Array(new int[] {2, 4}, new float[] {1, 1, -1, -1, -1, -1, 1, 1});
        Npz.write(outputs.parameters(), new Parameters(Map.of("dense1.weight", weights)));
        Trained.record(network, outputs);
    }

    @Test
    void aFolderBecomesATableAndAPage() throws Exception {
        picture("b.png", 0, 255);
        picture("a.png", 255, 0);
        Files.writeString(folder.resolve("pictures/readme.txt"), "no picture");
        ClassifyStep.Result result = run(folder.resolve("pictures"), Optional.empty());
        assertThat(result.classes()).containsExactly("upper", "lower, or \u00fc");
        assertThat(Files.readAllLines(result.table()))
                .containsExactly(
                        "file,class,probability,upper,\"lower, or \u00fc\"",
                        "a.png,upper,0.9820,0.9820,0.0180",
                        "b.png,\"lower, or \u00fc\",0.9820,0.0180,0.9820");
        assertThat(Files.readString(result.page())).contains("data:image/jpeg;base64,", "98.2 %", "a.png");
    }

    @Test
    void aCropIsTakenAndOneOutsideRefused() throws Exception {
        Path picture = picture("a.png", 255, 0);
        assertThat(run(picture, Optional.of(ClassifyStep.crop("0, 4,8,4"))).classes())
                .hasSize(1);
        assertThatThrownBy(() -> run(picture, Optional.of(ClassifyStep.crop("0,4,8,5"))))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("bnn.crop 0,4,8,5 does not lie within a.png, which has 8 x 8 pixels.");
        assertThatThrownBy(() -> ClassifyStep.crop("0,4,8"))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith("bnn.crop is \"0,4,8\"; give left edge, upper edge, width and height");
    }

    @Test
    void aFolderWithoutPicturesIsNamed() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> run(empty, Optional.empty()))
                .hasMessage("there are no image files (PNG, JPEG, GIF or BMP) in " + empty + ".");
    }

    private Path picture(String name, int upper, int lower) throws Exception {
        byte[] pixels = new byte[64];
        Arrays.fill(pixels, 0, 32, (byte) upper);
        Arrays.fill(pixels, 32, 64, (byte) lower);
        Path file = Files.createDirectories(folder.resolve("pictures")).resolve(name);
        return Files.write(file, Photo.png(pixels, 1, 8, 8));
    }

    private ClassifyStep.Result run(Path image, Optional<Photo.Crop> crop) throws Exception {
        Settings settings = TestSettings.of(folder, "out");
        ClassifyStep.Result result =
                ClassifyStep.run(new ClassifyStep.Request(model, settings, image.toString(), crop), Events.SILENT);
        assertThat(List.of(result.page(), result.table())).allMatch(Files::isRegularFile);
        return result;
    }
}
