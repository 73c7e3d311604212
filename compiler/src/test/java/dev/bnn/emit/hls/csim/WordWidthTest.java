// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls.csim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.SimulationException;
import dev.bnn.emit.hls.HlsEmitter;
import dev.bnn.testing.Designs;
import dev.bnn.testing.WideDesigns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of more than the 1,024 bits that {@code ap_int.h} accepts by default. */
class WordWidthTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wideDesignsAgreeBitForBit(boolean loadable) throws Exception {
        Simulated.agrees(WideDesigns.words(loadable ? Designs.LOADABLE : Designs.TARGET), folder);
        assertThat(folder.resolve("hls/src/bnn_words.h"))
                .content()
                .contains("Words of this design have up to 2520 bits.", "#define AP_INT_MAX_W 3072");
        assertThat(folder.resolve("hls/settings.tcl")).content().contains("set bnn(ap_int_max_w) 3072");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void designsOfManyChannelsAgreeBitForBit(boolean loadable) throws Exception {
        Simulated.agrees(WideDesigns.channels(loadable ? Designs.LOADABLE : Designs.TARGET), folder);
    }

    @Test
    void theStandInsHoldTheDesignToTheLimit() throws Exception {
        emit(WideDesigns.words(Designs.TARGET));
        Path header = folder.resolve("hls/src/bnn_words.h");
        String text = Files.readString(header);
        Files.writeString(header, text.replace("#define AP_INT_MAX_W 3072", "#define AP_INT_MAX_W 2048"));
        assertThatThrownBy(this::compile)
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("AP_INT_MAX_W");
        Files.writeString(header, text.replace("#define AP_INT_MAX_W 3072", "#define AP_INT_MAX_W 8192"));
        assertThatThrownBy(this::compile)
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("8,191");
        Files.writeString(header, "#include <ap_int.h>\n" + text);
        assertThatThrownBy(this::compile)
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("include bnn_words.h before ap_int.h");
    }

    @Test
    void aDesignOfNarrowWordsSaysNothing() throws Exception {
        emit(Designs.random(5));
        assertThat(folder.resolve("hls/src/bnn_random5.h")).content().doesNotContain("AP_INT_MAX_W");
    }

    private void emit(Designs.Made made) throws Exception {
        HlsEmitter.emit(made.design(), folder.resolve("hls"));
    }

    private void compile() throws Exception {
        Optional<CppCompiler> compiler = CppCompiler.find();
        assumeTrue(compiler.isPresent(), "there is no C++ compiler");
        compiler.get().build(folder.resolve("hls"), "bnn_words", folder.resolve("program"));
    }
}
