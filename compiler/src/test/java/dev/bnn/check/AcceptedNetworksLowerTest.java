// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.fold.FoldSearch;
import dev.bnn.model.Network;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.source.Code;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Designs;
import dev.bnn.testing.RandomNetworks;
import dev.bnn.testing.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lowering and folding can handle whatever the checker accepts: layers in any order, with any parameters. */
class AcceptedNetworksLowerTest {
    private static final int RUNS = 6000;
    private static final List<String> LAYERS = List.of(
            "conv 3 kernel 2",
            "conv 2 kernel 3 padding same 0",
            "conv 4 kernel 1 stride 2",
            "depthwise kernel 3 padding same 0",
            "depthwise kernel 2 stride 2 weights ternary",
            "dense 5",
            "maxpool 2",
            "maxpool global",
            "avgpool 2",
            "avgpool global",
            "batchnorm",
            "batchnorm",
            "sign",
            "sign",
            "flatten",
            "residual { conv 3 kernel 3 padding same +1; batchnorm; sign }",
            "residual { dense 5; batchnorm; sign }",
            "dropout 0.1");

    @Test
    void lower() {
        Random random = new Random(Seeds.of(20));
        int accepted = 0;
        int unordered = 0;
        for (int run = 0; run < RUNS; run++) {
            String text = model(random);
            Optional<Network> network =
                    Frontend.load(new SourceFile("random.bnn", text)).network();
            if (network.isEmpty()) {
                continue;
            }
            accepted++;
            try {
                lower(network.get(), run);
            } catch (DiagnosticException e) {
                // Only the trained parameters decide whether a fixed point orders the scores.
                assertThat(e.diagnostics()).as(text).allMatch(d -> d.code() == Code.SCORES);
                unordered++;
            } catch (RuntimeException e) {
                throw new AssertionError("what was accepted cannot be lowered:\n" + text, e);
            }
        }
        assertThat(accepted).isGreaterThan(RUNS / 20);
        assertThat(unordered).isLessThan(accepted / 4);
    }

    private static void lower(Network network, int seed) {
        byte[] image = new byte[network.input().shape().size()];
        new Random(seed).nextBytes(image);
        Lowered lowered = Lowering.lower(new LoweringRequest(
                network, RandomNetworks.parameters(seed, network), Optional.empty(), List.of(image), Optional.empty()));
        FoldSearch.plan(lowered.ir(), Optional.empty(), Designs.COSTS);
    }

    private static String model(Random random) {
        StringBuilder layers = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            layers.append("  ")
                    .append(LAYERS.get(random.nextInt(LAYERS.size())))
                    .append('\n');
        }
        String end = random.nextInt(4) == 0 ? "conv 3 kernel 1\n" : "  dense 3\n";
        String last = random.nextInt(6) == 0 ? LAYERS.get(random.nextInt(LAYERS.size())) : "";
        return "network random\ninput 2 x 5 x 5 uint8\nclasses a, b, c\nlayers {\n" + layers + end + last
                + "\n}\ntrain { data \"none\" }\n";
    }
}
