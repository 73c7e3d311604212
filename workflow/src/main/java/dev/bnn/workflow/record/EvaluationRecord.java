// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.data.ImageSet;
import dev.bnn.data.LabelMap;
import dev.bnn.data.Photo;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.report.data.ReportData;
import dev.bnn.source.Words;
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
 * @param confusion number of images, or of positions of maps, by [true class][predicted class]
 * @param map true if the network outputs a class at each position of a map
 */
public record EvaluationRecord(
        String data,
        int images,
        double top1,
        double top5,
        int[][] confusion,
        List<ReportData.Mistake> worst,
        boolean map) {

    public static EvaluationRecord of(String data, Evaluation evaluation, ImageSet images, Network network)
            throws IOException {
        List<String> classes = network.classes();
        Shape out = network.output();
        List<ReportData.Mistake> worst = new ArrayList<>();
        if (images.channels() == 1 || images.channels() == 3) {
            for (Evaluation.Mistake m : evaluation.worst()) {
                byte[] png = Photo.png(images.image(m.image()), images.channels(), images.height(), images.width());
                worst.add(new ReportData.Mistake(m.image(), classes.get(m.label()), classes.get(m.given()), png));
            }
            for (Evaluation.MapMistake m : evaluation.worstMaps()) {
                byte[] png = LabelMap.pictures(
                        images.image(m.image()),
                        images.channels(),
                        images.height(),
                        images.width(),
                        List.of(images.labels(m.image(), out.height(), out.width()), m.given()),
                        out.height(),
                        out.width());
                worst.add(new ReportData.Mistake(m.image(), "", Words.percentText(m.wrong(), 1) + " wrong", png));
            }
        }
        return new EvaluationRecord(
                data,
                images.count(),
                evaluation.top1(),
                evaluation.top5(),
                evaluation.confusion(),
                worst,
                network.givesMap());
    }

    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }

    /** Reads the record; empty if the model was not evaluated. */
    public static Optional<ReportData.Accuracy> read(Path file) throws IOException {
        ObjectNode object = JsonFile.readOrEmpty(file);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        EvaluationRecord s = JsonFile.MAPPER.treeToValue(object, EvaluationRecord.class);
        return Optional.of(
                new ReportData.Accuracy(s.data(), s.images(), s.top1(), s.top5(), s.confusion(), s.worst(), s.map()));
    }
}
