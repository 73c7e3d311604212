package dev.bnn.workflow;

import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.Parameters;
import dev.bnn.model.Target;
import dev.bnn.model.WeightType;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.PassReport;
import dev.bnn.report.ReportData;
import dev.bnn.training.FloatModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lowers a trained model to integers, proves each pass, and makes and simulates its hardware. */
public final class SynthesizeStep {
    private SynthesizeStep() {}

    /**
     * What to synthesise.
     *
     * @param goldenImages test images on which each pass is compared with the stage before
     * @param csimImages test images for the C simulation; 0 for none
     * @param hls run the vendor's tool on the project
     */
    public record Request(Path model, Settings settings, int goldenImages, int csimImages, boolean hls) {}

    /** {@code skipped} where nothing had changed since the last run. */
    public record Result(boolean skipped) {}
}
