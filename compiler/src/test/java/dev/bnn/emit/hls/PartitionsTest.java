// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.testing.Designs;
import dev.bnn.testing.WideDesigns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No pragma partitions an array into more than the 1,024 elements that HLS allows. */
class PartitionsTest {
    @TempDir
    private Path folder;

    @Test
    void ofRandomDesigns() {
        long most = 0;
        for (long seed = 0; seed < 20; seed++) {
            most = Math.max(
                    most, Partitions.check(Designs.random(seed).design().flow()).most());
            Partitions.check(Designs.loadable(seed).design().flow());
        }
        assertThat(most).isGreaterThan(1);
    }

    @Test
    void whatWouldBeMoreIsReshaped() {
        assertThat(Partitions.check(WideDesigns.words(Designs.TARGET).design().flow()))
                .isEqualTo(new Partitions.Found(480, List.of("conv2_thresholds")));
        assertThat(Partitions.check(
                        WideDesigns.channels(Designs.TARGET).design().flow()))
                .isEqualTo(new Partitions.Found(550, List.of("residual1_add_thresholds", "avgpool1_pool_thresholds")));
    }

    @Test
    void ofTheLibrary() throws Exception {
        HlsEmitter.emit(Designs.random(5).design(), folder);
        List<String> extents = new ArrayList<>();
        try (var headers = Files.list(folder.resolve("src/bnn"))) {
            for (Path header : headers.toList()) {
                String text = Files.readString(header);
                Partitions.extents(text).forEach(extent -> {
                    assertThat(extent).isIn("PE", "TOP", "elements(CHANNELS)", "CHANNELS + MEMORY_BYTES");
                    assertThat(text)
                            .as("%s: %s", header, extent)
                            .contains(extent.startsWith("e") ? extent : extent + " <= max_elements()");
                    extents.add(extent);
                });
            }
        }
        assertThat(extents).hasSize(7);
    }
}
