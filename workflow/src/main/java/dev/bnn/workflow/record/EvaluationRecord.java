// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Photo;
import dev.bnn.report.ReportData;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.inference.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results of an evaluation for the report, in {@code evaluation.json}.
 *
 * @param data name of the data set
 * @param images number of test images
 * @param top1 share in 0..1
 * @param confusion images by [true class][given class]
 */
public record EvaluationRecord(
        String data, int images, double top1, double top5, int[][] confusion, List<ReportData.Mistake> worst) {

    public static EvaluationRecord of(String data, Evaluation evaluation, ImageSet images, List<String> classes)
            throws IOException {
        List<ReportData.Mistake> worst = new ArrayList<>();
        if (images.channels() == 1 || images.channels() == 3) {
            for (Evaluation.Mistake m : evaluation.worst()) {
                byte[] png = Photo.png(images.image(m.image()), images.channels(), images.height(), images.width());
                worst.add(new ReportData.Mistake(m.image(), classes.get(m.label()), classes.get(m.given()), png));
            }
        }
        return new EvaluationRecord(
                data, images.count(), evaluation.top1(), evaluation.top5(), evaluation.confusion(), worst);
    }

    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }

    /** Empty where the model was not evaluated. */
    public static Optional<ReportData.Accuracy> read(Path file) throws IOException {
        ObjectNode object = JsonFile.readOrEmpty(file);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        EvaluationRecord s = JsonFile.MAPPER.treeToValue(object, EvaluationRecord.class);
        return Optional.of(new ReportData.Accuracy(s.data(), s.images(), s.top1(), s.top5(), s.confusion(), s.worst()));
    }
}
