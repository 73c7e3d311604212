// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.Activation;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.Target;
import java.util.List;

/** Designs at the limits of HLS: words of more than 1,024 bits, and more than 1,024 elements used at once. */
public final class WideDesigns {
    private WideDesigns() {}

    /** Words of 2,520 bits that a matrix reads, 1,890 bits of weights for each of them, and 4,080 thresholds at once. */
    public static Designs.Made words(Target target) {
        return Designs.of(
                1,
                NetworkBuilder.named("words")
                        .input(3, 7, 6, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(70, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .quantize(new Activation(4, false))
                        .conv(16, 3, 1, Padding.NONE, WeightType.INT3)
                        .batchNorm()
                        .quantize(new Activation(8, false))
                        .conv(12, 1, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .quantize(new Activation(2, false))
                        .dense(3, WeightType.BIPOLAR)
                        .build(),
                target,
                shape -> switch (shape.layer()) {
                    case "conv2" -> folding(16, 630, target);
                    case "conv3" -> folding(4, 16, target);
                    case "dense1" -> folding(3, 6, target);
                    default -> folding(10, 9, target);
                });
    }

    /** 1,100 channels in every unit that takes all of them at once. */
    public static Designs.Made channels(Target target) {
        return Designs.of(
                2,
                NetworkBuilder.named("channels")
                        .input(1, 5, 5, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(1100, 2, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .depthwise(3, 1, new Padding(1, -1), WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .add("sign1")
                        .batchNorm()
                        .quantize(new Activation(2, false))
                        .maxPool(Window.square(2, 1), new Padding(0, 1, 1, 0, 0))
                        .avgPool(2, 1)
                        .batchNorm()
                        .sign()
                        .dense(3, WeightType.BIPOLAR)
                        .build(),
                target,
                shape -> shape.depthwise() ? folding(550, 1, target) : folding(shape, target));
    }

    private static Folding folding(MatrixShape shape, Target target) {
        List<Integer> simds = LegalFoldings.simds(shape, HlsTool.VITIS_HLS);
        return folding(1, simds.get(simds.size() - 1), target);
    }

    private static Folding folding(int pe, int simd, Target target) {
        return new Folding(pe, simd, Memory.BLOCK, target.loadable());
    }
}
