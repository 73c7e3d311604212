// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.dataflow.Folding;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.testing.Designs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks and layers with the names of headers, keywords and functions of C++, Verilog and the design. */
class AwkwardNamesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"ap_int", "stdint", "hls_stream", "class", "bits", "output", "CHANNELS", "load_parameters", "std"
            })
    void shadowNothing(String name) throws Exception {
        Network network = NetworkBuilder.named(name)
                .input(1, 4, 4, ValueSet.ScaledBytes.range("-128", "127"))
                .as(name)
                .conv(4, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                .batchNorm()
                .sign()
                .as("int")
                .dense(2, WeightType.BIPOLAR)
                .build();
        Designs.Made made = Designs.of(
                1,
                network,
                Designs.LOADABLE,
                shape -> new Folding(
                        1, LegalFoldings.simds(shape, HlsTool.VITIS_HLS).get(0), Memory.LUT, true));
        Simulated.agrees(made, folder);
        try (Stream<Path> files = Files.walk(folder.resolve("hls"))) {
            assertThat(files.map(f -> f.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .contains("bnn_" + name.toLowerCase(Locale.ROOT) + ".h")
                    .filteredOn(f -> f.equals(name.toLowerCase(Locale.ROOT) + ".h"))
                    // The header of the layer's weights, in a folder of its own, and that of the library or the
                    // stand-ins.
                    .hasSizeBetween(1, 2);
        }
    }
}
