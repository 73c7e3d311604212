// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.check.Frontend;
import dev.bnn.exchange.onnx.ModelWriter;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.testing.RandomNetworks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard operators in onnxruntime compute the integer network's scores, bit for bit. */
class OnnxExportTest {
    private static final int NETWORKS = 300;

    @TempDir
    Path dir;

    @Test
    void randomNetworksGiveTheSameScores() throws Exception {
        int byPosition = 0;
        int min = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            RandomNetworks.Case random = RandomNetworks.generate(seed);
            Lowered lowered = lower(random.network(), random.parameters());
            for (Stage stage : lowered.model().network().stages()) {
                byPosition += stage instanceof Stage.Threshold t && t.thresholds().length > 1 ? 1 : 0;
                min += stage instanceof Stage.Pool p && any(p.min()) ? 1 : 0;
            }
            try {
                same(lowered, random.network(), random.images());
            } catch (Exception e) {
                fail("seed " + seed + ": " + random.network().layers(), e);
            }
        }
        assertThat(byPosition).as("thresholds by position").isGreaterThan(NETWORKS / 10);
        assertThat(min).as("pools with a minimum").isGreaterThan(NETWORKS / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"quickstart/src/main/bnn/digits", "mnist-sfc/src/main/bnn/sfc", "cifar10-cnv/src/main/bnn/cnv"})
    void examplesGiveTheSameScores(String example) throws Exception {
        Network network = Frontend.load(Path.of("..", "examples", example + ".bnn"))
                .network()
                .orElseThrow();
        Random random = new Random(1);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] image = new byte[network.input().shape().size()];
            random.nextBytes(image);
            images.add(image);
        }
        same(lower(network, RandomNetworks.parameters(7, network)), network, images);
    }

    @Test
    void equalModelsGiveEqualBytes() throws Exception {
        RandomNetworks.Case random = RandomNetworks.generate(3);
        OnnxExport.write(random.network(), random.parameters(), dir.resolve("a.onnx"));
        OnnxExport.write(random.network(), random.parameters(), dir.resolve("b.onnx"));
        assertThat(dir.resolve("a.onnx")).hasSameBinaryContentAs(dir.resolve("b.onnx"));
    }

    @Test
    void sumsBeyondFloat32AreRefused() {
        Network network = NetworkBuilder.named("large")
                .input(3, 256, 256, ValueSet.ScaledBytes.PLAIN)
                .dense(3, WeightType.BIPOLAR)
                .sign()
                .dense(2, WeightType.BIPOLAR)
                .build();
        Parameters parameters = RandomNetworks.parameters(1, network);
        assertThatThrownBy(() -> OnnxExport.write(network, parameters, dir.resolve("large.onnx")))
                .hasMessageContaining("the sums of dense1 reach")
                .hasMessageContaining("fewer inputs");
        assertThat(Files.exists(dir.resolve("large.onnx"))).isFalse();
    }

    private void same(Lowered lowered, Network network, List<byte[]> images) throws Exception {
        Path file = dir.resolve(network.name() + ".onnx");
        ModelWriter.write(file, OnnxExport.model(lowered.ir()));
        try (OrtModel model = new OrtModel(file, network.input().shape())) {
            long[][] found = model.scores(images);
            for (int i = 0; i < images.size(); i++) {
                assertThat(found[i])
                        .as(network.name() + ", image " + i)
                        .isEqualTo(lowered.model().scores(images.get(i)));
            }
        }
    }

    static Lowered lower(Network network, Parameters parameters) {
        return Lowering.lower(new LoweringRequest(network, parameters, Optional.empty(), List.of(), Optional.empty()));
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}
