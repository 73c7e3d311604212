// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.testing.RandomNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedParametersTest {
    private static final int NETWORKS = 100;

    @TempDir
    private Path folder;

    @Test
    void theNetworkIsTheSameAndTheFileSmall() throws IOException {
        for (long seed = 0; seed < NETWORKS; seed++) {
            RandomNetworks.Case random = RandomNetworks.generate(seed);
            Network network = random.network();
            Path file = folder.resolve("a.npz");
            PackedParameters.write(file, network, random.parameters());
            Parameters read = PackedParameters.read(file, network);
            Parameters either = Npz.read(file, network);
            assertThat(either.arrays().keySet()).isEqualTo(read.arrays().keySet());
            read.arrays()
                    .forEach((name, array) ->
                            assertThat(either.get(name).values()).isEqualTo(array.values()));
            assertThat(read.arrays().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            random.parameters().arrays().keySet());
            for (byte[] image : random.images()) {
                assertThat(scores(network, read, image))
                        .as("seed %d", seed)
                        .isEqualTo(scores(network, random.parameters(), image));
            }
        }
    }

    @Test
    void bitsAreThoseOfNumPy() throws IOException {
        Network network = NetworkBuilder.named("n")
                .input(1, 1, 10, ValueSet.ScaledBytes.PLAIN)
                .dense(2, WeightType.BIPOLAR)
                .build();
        float[] weights = new float[20];
        Arrays.fill(weights, -0.5f);
        weights[0] = 0;
        weights[9] = 2;
        weights[13] = 1;
        Parameters parameters =
                new Parameters(java.util.Map.of("dense1.weight", new Parameters.Array(new int[] {2, 10}, weights)));
        Path file = folder.resolve("a.npz");
        PackedParameters.write(file, network, parameters);
        assertThat(NpzFile.read(file, ArraySizes.atMost(1000))
                        .get("dense1.weight.bits")
                        .data())
                .containsExactly(1, 2, 8, 0);
        assertThat(PackedParameters.read(file, network).values("dense1", "weight"))
                .containsExactly(1, -1, -1, -1, -1, -1, -1, -1, -1, 1, -1, -1, -1, 1, -1, -1, -1, -1, -1, -1);
    }

    @Test
    void anotherNetworkAndDamageAreRefusedByName() throws IOException {
        Network ten = NetworkBuilder.named("n")
                .input(1, 1, 10, ValueSet.ScaledBytes.PLAIN)
                .dense(2, WeightType.BIPOLAR)
                .build();
        Network twenty = NetworkBuilder.named("n")
                .input(1, 1, 20, ValueSet.ScaledBytes.PLAIN)
                .dense(2, WeightType.BIPOLAR)
                .build();
        Path file = folder.resolve("a.npz");
        PackedParameters.write(file, ten, RandomNetworks.parameters(1, ten));
        assertThatThrownBy(() -> PackedParameters.read(file, twenty))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file + ": not a usable .npz file: there is no uint8 array dense1.weight.bits of shape [2, 3]");
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("}") + 60;
        bytes[at] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> PackedParameters.read(file, ten))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.npz: not a usable .npz file: ");
    }

    private static long[] scores(Network network, Parameters parameters, byte[] image) {
        return Lowering.lower(new LoweringRequest(
                        network, parameters, Optional.empty(), java.util.List.of(), Optional.empty()))
                .model()
                .scores(image);
    }
}
