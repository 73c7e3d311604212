// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.check.Frontend;
import dev.bnn.exchange.importer.Imported;
import dev.bnn.exchange.importer.QonnxImport;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.npz.PackedParameters;
import dev.bnn.pass.Lowered;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.internal.format.BnnWriter;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.testing.RandomNetworks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported QONNX files compute the same as the network, and import as the same integer network. */
class QonnxTest {
    private static final int NETWORKS = 600;

    @TempDir
    Path dir;

    /** Uses networks whose batch norms and scales are exact in float32, so that nothing rounds in onnxruntime. */
    @Test
    void scoresInOnnxruntimeHaveTheSameOrder() throws Exception {
        int checked = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            RandomNetworks.Case random = RandomNetworks.generate(seed);
            if (!exactInFloat32(random.network())) {
                continue;
            }
            checked++;
            BnnModel integers =
                    OnnxExportTest.lower(random.network(), random.parameters()).model();
            Path file = dir.resolve("q.onnx");
            ModelWriter.write(file, PlainOps.of(QonnxExport.model(random.network(), random.parameters())));
            try (OrtModel model = new OrtModel(file, random.network().input().shape())) {
                for (byte[] image : random.images()) {
                    sameOrder(
                            "seed " + seed,
                            model.floatScores(List.of(image))[0],
                            integers.scores(image),
                            integers.classes().size());
                }
            }
        }
        assertThat(checked).as("networks exact in float32").isGreaterThan(NETWORKS / 10);
    }

    /** In each range, the byte that stands for exactly 0 has the sign +1 and the byte below it -1, although float32 rounds. */
    @ParameterizedTest
    @CsvSource({"-0.01,0.02,85", "-9.6,0.6,240", "-4.8,5.4,120", "-1.2,3.9,60", "-7.2,3.6,170"})
    void theByteOfZeroHasItsSignInOnnxruntime(String low, String high, int zero) throws Exception {
        Network network = NetworkBuilder.named("tie")
                .input(1, 1, 2, ValueSet.ScaledBytes.range(low, high))
                .sign()
                .flatten()
                .dense(2, WeightType.BIPOLAR)
                .build();
        Parameters parameters = new Parameters(
                Map.of("dense1.weight", new Parameters.Array(new int[] {2, 2}, new float[] {1, 1, 1, -1})));
        Path file = dir.resolve("q.onnx");
        ModelWriter.write(file, PlainOps.of(QonnxExport.model(network, parameters)));
        try (OrtModel model = new OrtModel(file, network.input().shape())) {
            byte[] image = {(byte) zero, (byte) (zero - 1)};
            assertThat(model.floatScores(List.of(image))[0]).containsExactly(0, 2);
        }
    }

    @Test
    void randomNetworksComeBack() throws Exception {
        int checked = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            RandomNetworks.Case random = RandomNetworks.generate(seed);
            if (!comesBack(random.network())) {
                continue;
            }
            checked++;
            try {
                comesBack(random.network(), random.parameters());
            } catch (Exception e) {
                fail("seed " + seed + ": " + random.network().layers(), e);
            }
        }
        assertThat(checked).as("networks that can be imported").isGreaterThan(NETWORKS * 3 / 4);
    }

    /** Uses the packed parameters beside the model, if there are any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart/src/main/bnn/digits",
                "mnist-sfc/src/main/bnn/sfc",
                "mnist-lfc/src/main/bnn/lfc",
                "cifar10-cnv/src/main/bnn/cnv",
                "cifar10-cnv-2bit/src/main/bnn/cnv_w1a2",
                "cifar10-cnv-2bit/src/main/bnn/cnv_w2a2",
                "cifar10-resnet20/src/main/bnn/resnet20"
            })
    void examplesComeBack(String example) throws Exception {
        Path model = Path.of("..", "examples", example + ".bnn");
        Network network = Frontend.load(model).network().orElseThrow();
        Path packed = Path.of("..", "examples", example + ".pretrained.npz");
        Parameters parameters =
                Files.exists(packed) ? PackedParameters.read(packed, network) : RandomNetworks.parameters(7, network);
        Path file = dir.resolve("q.onnx");
        QonnxExport.write(network, parameters, file);
        Imported back = QonnxImport.read(file, QonnxImport.Options.named(network.name()));
        assertThat(compiled(back.network(), back.parameters())).isEqualTo(compiled(network, parameters));
        assertThat(back.network().classes()).isEqualTo(network.classes());
        assertThat(back.network().inputScale()).isEqualTo(network.inputScale());
    }

    private static byte[] compiled(Network network, Parameters parameters) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BnnWriter.write(OnnxExportTest.lower(network, parameters).model().network(), out);
        return out.toByteArray();
    }

    @Test
    void damagedFilesDoNoHarm() throws Exception {
        Path file = dir.resolve("q.onnx");
        RandomNetworks.Case random = RandomNetworks.generate(6);
        QonnxExport.write(random.network(), random.parameters(), file);
        byte[] whole = Files.readAllBytes(file);
        Random damage = new Random(3);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k <= damage.nextInt(4); k++) {
                bytes[damage.nextInt(bytes.length)] = (byte) (damage.nextBoolean() ? damage.nextInt() : 0xff);
            }
            Files.write(file, bytes);
            try {
                QonnxImport.read(file, QonnxImport.Options.named("net"));
            } catch (IOException | ExchangeException e) {
                assertThat(e).hasMessageContaining("q.onnx");
                refused++;
            } catch (RuntimeException e) {
                fail("damage " + i, e);
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private void comesBack(Network network, Parameters parameters) throws Exception {
        Path file = dir.resolve("q.onnx");
        QonnxExport.write(network, parameters, file);
        Imported back = QonnxImport.read(file, QonnxImport.Options.named(network.name()));
        Lowered before = OnnxExportTest.lower(network, parameters);
        Lowered after = OnnxExportTest.lower(back.network(), back.parameters());
        assertThat(stages(after)).as(network.name()).usingRecursiveComparison().isEqualTo(stages(before));
    }

    /** The stages, with the padding value set to 0 where nothing is padded. */
    private static List<Stage> stages(Lowered lowered) {
        return lowered.model().network().stages().stream()
                .map(QonnxTest::padless)
                .toList();
    }

    private static Stage padless(Stage s) {
        if (s instanceof Stage.Depthwise d && !d.window().padded()) {
            return new Stage.Depthwise(d.name(), d.input(), d.output(), d.window(), 0, d.weights(), d.weightBits());
        }
        return s instanceof Stage.Matrix m && !m.window().padded()
                ? new Stage.Matrix(
                        m.name(), m.input(), m.output(), m.window(), 0, m.groups(), m.weights(), m.weightBits())
                : s;
    }

    private static boolean exactInFloat32(Network network) {
        return network.inputScale().line().divisor().equals(BigInteger.ONE)
                && network.layers().stream()
                        .allMatch(l ->
                                !(l instanceof Layer.BatchNorm b) || b.eps().signum() == 0);
    }

    /**
     * Whether a network imports unchanged. In the language, no window may lie on padding alone. A depthwise layer of one channel
     * becomes a conv, and a conv with as many groups as channels becomes a depthwise layer.
     */
    private static boolean comesBack(Network network) {
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Conv c && !reaches(c.window(), c.padding())) {
                return false;
            }
            if (layer instanceof Layer.Depthwise d
                    && (d.rows() == 1 || d.name().startsWith("conv") || !reaches(d.window(), d.padding()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether every window has taps on the map. */
    private static boolean reaches(Window window, Padding padding) {
        return Math.max(padding.top(), padding.bottom()) < window.spanHeight()
                && Math.max(padding.left(), padding.right()) < window.spanWidth();
    }

    static void sameOrder(String as, float[] floats, long[] integers) {
        sameOrder(as, floats, integers, floats.length);
    }

    /** @param classes number of scores per position; only scores of the same position are compared */
    private static void sameOrder(String as, float[] floats, long[] integers, int classes) {
        for (int a = 0; a < floats.length; a++) {
            for (int b = a / classes * classes; b < a; b++) {
                int expected = floats[a] == floats[b] ? 0 : floats[a] < floats[b] ? -1 : 1;
                assertThat(Long.compare(integers[a], integers[b])).as(as).isEqualTo(expected);
            }
        }
    }
}
