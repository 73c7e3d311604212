// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.source.Code;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.SourceFile;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever a script cannot do is refused, with the line that asks for it. */
class RefusalsTest {
    private static final String MODEL = """
            network small
            input 1 x 28 x 28 uint8 scaled -1 .. 1
            classes 0 .. 9
            layers { flatten; dense 10 }
            train first { data digits  seed 3 }
            train second { data "pictures" start first }
            """;

    @Test
    void anArchive() {
        assertThatThrownBy(() -> script(MODEL, "pictures.tar.gz", 0))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("small.bnn:5:1")
                .hasMessageContaining("reads folders of images, and pictures.tar.gz is an archive");
    }

    @Test
    void recipesOfTwoDataSets() {
        assertThatThrownBy(() -> script(MODEL, "pictures", 0, 1))
                .hasMessageContaining("recipe first has digits where second has pictures")
                .hasMessageContaining("small.bnn:5:1");
    }

    @Test
    void digitsOfTwoSeeds() {
        String model = MODEL.replace("\"pictures\"", "digits");
        assertThatThrownBy(() -> script(model, "digits", 0, 1))
                .hasMessageContaining("recipe first has seed 3 where second has 1");
        assertThat(script(model.replace("seed 3", ""), "digits", 0, 1)).contains("start=\"first\"");
    }

    @Test
    void aRangeOfTooManyDigits() {
        String model = MODEL.replace("-1 .. 1", "-1.00000000001 .. 1");
        assertThatThrownBy(() -> script(model, "digits", 0))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics())
                                .singleElement()
                                .satisfies(d -> assertThat(d.code()).isEqualTo(Code.SCRIPT)))
                .hasMessageContaining("-1.00000000001 .. 1, has too many digits");
    }

    private static String script(String model, String data, int... recipes) {
        Network network =
                Frontend.load(new SourceFile("small.bnn", model)).network().orElseThrow();
        return Script.of(new ScriptRequest(
                network,
                "small.bnn",
                Arrays.stream(recipes).mapToObj(network.recipes()::get).toList(),
                network.recipes().get(recipes[recipes.length - 1]).span(),
                data,
                Optional.empty(),
                "test"));
    }
}
