// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.cost;

import dev.bnn.dataflow.Unit;
import dev.bnn.estimate.CostModel;
import dev.bnn.estimate.Costs;
import dev.bnn.estimate.Resources;
import dev.bnn.model.Shape;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.ResourceKind;
import dev.bnn.model.target.Target;
import java.util.Map;
import java.util.Optional;

/**
 * The resources of each unit of the RTL library on the chips of a family. Look-up tables and flip-flops are the unit's features
 * times coefficients that were fitted to yosys' results for such units; memories and multipliers follow from its sizes. On iCE40
 * the look-up tables are logic cells, as nextpnr packs them, and the block RAMs are of 4 kbit.
 */
public final class RtlCosts implements CostModel {
    /** The logic of a serial line, as nextpnr packs it, without the memory of the image. */
    private static final Resources SERIAL = new Resources(254, 254, 0, 0, 0);

    private final Family family;
    /** What surrounds a pipeline, without the memory of the image. */
    private final Resources shell;
    /** Whether block RAM keeps the image: on a board without a processor, where the chip has no large RAM for it. */
    private final boolean keepsImage;

    private final UnitFeatures features;

    private RtlCosts(Family family, Resources shell, boolean keepsImage) {
        this.family = family;
        this.shell = shell;
        this.keepsImage = keepsImage;
        features = new UnitFeatures(family);
    }

    /** The costs of a pipeline without a shell. */
    public static RtlCosts of(Family family) {
        return new RtlCosts(family, Resources.NONE, false);
    }

    /**
     * The costs of the designs for a target, with the shell of its board. For a board with a processor this is the shell assumed
     * for HLS.
     */
    public static RtlCosts of(Target target) {
        Optional<OpenBoard> board = target.board().open();
        return new RtlCosts(
                Family.of(target),
                board.isPresent() ? SERIAL : Costs.SHELL,
                board.filter(b -> b.chip().spram() == 0).isPresent());
    }

    /** The features of a unit without the streams that it writes. */
    public Amounts features(Unit unit) {
        return unit.accept(features);
    }

    /** The features of a stream. */
    public Amounts streamFeatures(int bits, int depth) {
        return features.stream(bits, depth);
    }

    @Override
    public Resources unit(Unit unit) {
        return resources(features(unit));
    }

    @Override
    public Resources stream(int bits, int depth) {
        return resources(streamFeatures(bits, depth));
    }

    private Resources resources(Amounts amounts) {
        double lut = 0;
        double ff = 0;
        for (Map.Entry<Feature, Double> feature : amounts.features().entrySet()) {
            Coefficients.Each each = Coefficients.of(family, feature.getKey());
            lut += feature.getValue() * each.lut();
            ff += feature.getValue() * each.ff();
        }
        return new Resources(Math.round(lut), Math.round(ff), amounts.ram(), amounts.ultra(), amounts.dsp());
    }

    @Override
    public Resources shell(Shape image) {
        return keepsImage
                ? shell.plus(Resources.of(
                        ResourceKind.BRAM18,
                        BlockRam.ram(family, (long) Byte.SIZE * image.channels(), image.pixels())
                                .count()))
                : shell;
    }
}
