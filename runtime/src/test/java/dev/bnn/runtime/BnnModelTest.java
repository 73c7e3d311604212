// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bnn.runtime.internal.network.CompiledNetwork;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.runtime.internal.network.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BnnModelTest {
    @Test
    void theClassIsTheFirstOfTheGreatestScores() {
        BnnModel model = scoring(new long[] {3, 7, 7, -1});
        byte[] image = {0};
        assertThat(model.classify(image)).isEqualTo(1);
        assertThat(model.topK(image, 3)).containsExactly(1, 2, 0);
        assertThat(model.weightBits()).isEqualTo(4);
    }

    @Test
    void probabilitiesAreTheSoftmaxOfScaledScores() {
        double[] p = scoring(new long[] {0, 2, 4, 2}).probabilities(new byte[1]);
        double e = Math.E;
        double sum = 1 + 2 * e + e * e;
        assertThat(p).containsExactly(new double[] {1 / sum, e / sum, e * e / sum, e / sum}, within(1e-12));
        assertThat(scoring(new long[] {Long.MIN_VALUE / 4, Long.MAX_VALUE / 4, 0, 0})
                        .probabilities(new byte[1]))
                .containsExactly(0, 1, 0, 0);
    }

    @Test
    void aMapHasAClassAndProbabilitiesAtEachPosition() {
        BnnModel model = pixels();
        byte[] image = {0, 1, 2, 3, 4, (byte) 255};
        assertThat(model.output()).isEqualTo(new Dims(2, 2, 3));
        assertThat(model.scores(image)).containsExactly(0, 3, 1, 2, 2, 1, 3, 0, 4, -1, 255, -252);
        assertThat(model.classMap(image)).containsExactly(1, 1, 0, 0, 0, 0);
        assertThat(model.classMaps(List.of(image)).get(0)).isEqualTo(model.classMap(image));
        double[] p = model.probabilities(image);
        double e = Math.E;
        assertThat(p[0]).isEqualTo(1 / (1 + e * e * e), within(1e-12));
        assertThat(p[0] + p[1]).isEqualTo(1, within(1e-12));
        assertThat(p[4]).isEqualTo(e / (1 + e), within(1e-12));
        String oneClass = "pixels gives a class at each of 6 positions; classMap has them";
        assertThatThrownBy(() -> model.classify(image))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(oneClass);
        assertThatThrownBy(() -> model.classify(List.of(image)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(oneClass);
        assertThatThrownBy(() -> model.topK(image, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(oneClass);
        BnnModel one = scoring(new long[] {3, 7});
        assertThat(one.output()).isEqualTo(new Dims(2, 1, 1));
        assertThat(one.classMap(new byte[1])).containsExactly(1);
    }

    /** A network on 2 x 3 pixels whose scores at each pixel are its byte b, and 3 - b. */
    private static BnnModel pixels() {
        Dims in = new Dims(1, 2, 3);
        Dims out = new Dims(2, 2, 3);
        return BnnModel.of(new CompiledNetwork(
                "pixels",
                in,
                List.of("bright", "dark"),
                List.of(
                        new Stage.Matrix("conv", in, out, Window.square(1, 1), 0, new byte[] {1, 1}),
                        new Stage.Score("scores", out, new long[] {1, -1}, new long[] {0, 3}, 1))));
    }

    @Test
    void batchesAndAPoolGiveWhatTheModelGivesInTheSameOrder() throws InterruptedException {
        BnnModel model = RandomModels.model(33);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            images.add(RandomModels.image(i, model));
        }
        for (int i = 0; i < images.size(); i++) {
            assertThat(model.classify(images)[i]).isEqualTo(model.classify(images.get(i)));
            assertThat(model.probabilities(images).get(i)).isEqualTo(model.probabilities(images.get(i)));
        }
        try (BnnPool pool = new BnnPool(model, 3)) {
            List<long[]> scores = pool.scores(images);
            List<double[]> probabilities = pool.probabilities(images);
            int[] classes = pool.classify(images);
            for (int i = 0; i < images.size(); i++) {
                assertThat(scores.get(i)).isEqualTo(model.scores(images.get(i)));
                assertThat(probabilities.get(i)).isEqualTo(model.probabilities(images.get(i)));
                assertThat(classes[i]).isEqualTo(model.classify(images.get(i)));
            }
            assertThat(Arrays.stream(classes).distinct().count()).isGreaterThan(1);
            assertThatThrownBy(() -> pool.scores(List.of(new byte[model.inputSize() + 1])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("random takes images of ");
        }
    }

    @Test
    void readsFromAStreamAndFromTheClassPath() throws Exception {
        BnnModel model = RandomModels.model(33);
        byte[] image = RandomModels.image(17, model);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RandomModels.write(model, file);
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stream = new FilterInputStream(new ByteArrayInputStream(file.toByteArray())) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        assertThat(BnnModel.read(stream).scores(image)).isEqualTo(model.scores(image));
        assertThat(closed).isFalse();

        Path resource = Path.of(
                        BnnModelTest.class.getResource("BnnModelTest.class").toURI())
                .resolveSibling("written.bnnc");
        Files.write(resource, file.toByteArray());
        try {
            assertThat(BnnModel.resource(BnnModelTest.class, "written.bnnc").scores(image))
                    .isEqualTo(model.scores(image));
            assertThat(BnnModel.resource(BnnModelTest.class, "/dev/bnn/runtime/written.bnnc")
                            .scores(image))
                    .isEqualTo(model.scores(image));
            byte[] damaged = file.toByteArray();
            damaged[damaged.length / 2] ^= 1;
            Files.write(resource, damaged);
            assertThatThrownBy(() -> BnnModel.resource(BnnModelTest.class, "written.bnnc"))
                    .isInstanceOf(BnnFormatException.class)
                    .hasMessage("written.bnnc: corrupt: the checksum does not match");
        } finally {
            Files.delete(resource);
        }
        assertThatThrownBy(() -> BnnModel.resource(BnnModelTest.class, "none.bnnc"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("there is no resource none.bnnc near dev.bnn.runtime.BnnModelTest");
    }

    /** A network whose scores are constants: one weight per class on a byte of 0. */
    private static BnnModel scoring(long[] scores) {
        Dims one = new Dims(1, 1, 1);
        Dims out = new Dims(scores.length, 1, 1);
        byte[] weights = new byte[scores.length];
        Arrays.fill(weights, (byte) 1);
        return BnnModel.of(new CompiledNetwork(
                "constant",
                one,
                Arrays.stream(scores).mapToObj(s -> "score " + s).toList(),
                List.of(
                        new Stage.Matrix("dense", one, out, Window.square(1, 1), 0, weights),
                        new Stage.Score("scores", out, new long[scores.length], scores, 0.5))));
    }
}
