// SPDX-License-Identifier: Apache-2.0
package dev.bnn.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.runtime.Dims;
import dev.bnn.runtime.internal.format.BnnWriter;
import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyTest {
    @TempDir
    private Path folder;

    @Test
    void printsTheClassOfEachImage() throws Exception {
        Path model = folder.resolve("sides.bnnc");
        BnnWriter.write(sides(), model);
        Path left = image("left.png", 0xFFFFFF, 0x000000);
        Path right = image("right.png", 0x000000, 0xFFFFFF);

        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Classify.main(new String[] {model.toString(), left.toString(), right.toString()});
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(left + ": left, 100.0 %", right + ": right, 100.0 %");
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.png"), "no image");
        Path model = folder.resolve("sides.bnnc");
        BnnWriter.write(sides(), model);
        assertThat(complaint(model, text)).startsWith(text + " cannot be read: not a PNG, JPEG, GIF, BMP or PPM image");
        assertThat(complaint(text, text)).startsWith(text + ": not a compiled network");
        Path none = folder.resolve("none.bnnc");
        assertThat(complaint(none, text)).startsWith("there is no file " + none);
    }

    private static String complaint(Path model, Path image) throws InterruptedException {
        PrintStream console = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Classify.run(new String[] {model.toString(), image.toString()}))
                    .isEqualTo(1);
        } finally {
            System.setErr(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The brighter side of two pixels. */
    private static CompiledNetwork sides() {
        Dims in = new Dims(1, 1, 2);
        Dims out = new Dims(2, 1, 1);
        return new CompiledNetwork(
                "sides",
                in,
                List.of("left", "right"),
                List.of(
                        new Stage.Matrix("dense", in, out, Window.of(1, 2, 1, 0), 0, new byte[] {1, -1, -1, 1}),
                        new Stage.Score("scores", out, new long[] {1, 1}, new long[2], 0.5)));
    }

    private Path image(String name, int left, int right) throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, left);
        image.setRGB(1, 0, right);
        Path file = folder.resolve(name);
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
        assertThat(Files.size(file)).isPositive();
        return file;
    }
}
