// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import dev.bnn.data.DataException;
import dev.bnn.data.LabelMap;
import dev.bnn.data.Photo;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.report.ClassifiedImages;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.project.TrainedParameters;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Classifies photographs of any size and shows each with its probabilities. */
public final class ClassifyGoal {
    /** Maximum number of photographs on the page; the table has all. */
    private static final int MAX_SHOWN = 100;

    private static final int LONGEST_SIDE = 640;

    private ClassifyGoal() {}

    /**
     * What to classify.
     *
     * @param image an image file (PNG, JPEG, GIF, BMP or PPM), or a folder of such files
     * @param crop the part of the image to classify; empty for the largest centered part of the network's aspect ratio
     */
    public record Request(Path model, Settings settings, String image, Optional<Photo.Crop> crop) {}

    /** The most likely class of each image, or the class that covers most of its map, in the order of the file names. */
    public record Result(List<String> classes, Path page, Path table) {}

    /** Reads {@code x,y,width,height}. */
    public static Photo.Crop crop(String text) throws WorkflowException {
        String[] parts = text.split(",");
        if (parts.length == 4 && Stream.of(parts).allMatch(p -> p.strip().matches("[0-9]{1,9}"))) {
            int[] n = Stream.of(parts)
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new Photo.Crop(n[0], n[1], n[2], n[3]);
        }
        throw new WorkflowException("bnn.crop is \"" + text
                + "\"; give left edge, upper edge, width and height in pixels, such as -Dbnn.crop=40,0,200,200.");
    }

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Settings settings = request.settings();
        Network network = Models.load(request.model(), events).network();
        ModelFolder folder = ModelFolder.of(settings.output(), network.name());
        Shape input = network.input().shape();
        if (input.channels() != 1 && input.channels() != 3) {
            throw new WorkflowException(network.name() + " takes images of " + input.channels()
                    + " channels; a photograph has 1 (gray) or 3 (red, green, blue).");
        }
        Path source = path(settings.baseDir(), request.image());
        List<Path> files = files(source);
        List<ClassifiedImages.Item> shown = new ArrayList<>();
        List<ClassifiedImages.Outcome> outcomes = new ArrayList<>();
        StringBuilder table = new StringBuilder(network.givesMap() ? "file,class,share" : "file,class,probability");
        network.classes().forEach(c -> table.append(',').append(csv(c)));
        table.append('\n');
        events.begin("preparing the network");
        try (Classifier classifier = Classifier.of(
                network,
                TrainedParameters.load(request.model(), network, folder, events).parameters())) {
            for (Path file : files) {
                String name = name(source, file);
                Photo photo = photo(file);
                Photo.Crop part = part(request, photo, input);
                byte[] pixels = photo.sample(part, input.channels(), input.height(), input.width());
                double[] scores = classifier.probabilities(pixels);
                int[] map = best(scores, network.classes().size());
                double[] p = network.givesMap() ? shares(map, network.classes().size()) : scores;
                int first = argmax(p);
                outcomes.add(new ClassifiedImages.Outcome(name, first, p[first]));
                row(table, name, network.classes().get(first), p, first);
                if (files.size() == 1) {
                    ClassifiedLines.parted(network, name, part).forEach(events::result);
                    ClassifiedLines.bars(network.classes(), p).forEach(events::result);
                } else {
                    events.progress("classifying", outcomes.size(), files.size(), "images");
                }
                byte[] seen = Photo.png(pixels, input.channels(), input.height(), input.width());
                if (network.givesMap()) {
                    int rows = network.output().height();
                    int columns = network.output().width();
                    AtomicFile.write(
                            folder.classified().resolve("maps").resolve(name + ".png"),
                            LabelMap.png(map, rows, columns, part.height(), part.width()));
                    seen = LabelMap.pictures(
                            pixels, input.channels(), input.height(), input.width(), List.of(map), rows, columns);
                }
                if (shown.size() < MAX_SHOWN) {
                    shown.add(item(name, photo, part, seen, p));
                }
            }
        }
        Path page = folder.classified().resolve("index.html");
        Path csv = folder.classified().resolve("classes.csv");
        AtomicFile.write(
                page,
                ClassifiedImages.html(
                        network.name(), network.title(), network.classes(), network.givesMap(), shown, outcomes));
        if (network.givesMap()) {
            events.info(network.name() + ": maps of classes in "
                    + folder.classified().resolve("maps"));
        }
        AtomicFile.write(csv, table.toString());
        if (files.size() > 1) {
            ClassifiedLines.of(network.classes(), outcomes).forEach(events::result);
            events.info(network.name() + ": " + Words.count(files.size(), "image") + " classified: " + csv);
        }
        events.info(
                network.name() + ": pictures and " + (network.givesMap() ? "shares" : "probabilities") + " in " + page);
        return new Result(
                outcomes.stream().map(o -> network.classes().get(o.best())).toList(), page, csv);
    }

    /** For a folder, the path below it, since two subfolders may have files of the same name. */
    private static String name(Path source, Path file) {
        return source.equals(file)
                ? file.getFileName().toString()
                : source.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
    }

    private static Path path(Path baseDir, String image) throws WorkflowException {
        try {
            return Photo.path(baseDir, image);
        } catch (DataException e) {
            throw new WorkflowException(e.getMessage(), e);
        }
    }

    private static List<Path> files(Path image) throws WorkflowException {
        if (!Files.isDirectory(image)) {
            return List.of(image);
        }
        List<Path> files;
        try {
            files = Photo.in(image);
        } catch (DataException e) {
            throw new WorkflowException(e.getMessage(), e);
        }
        if (files.isEmpty()) {
            throw new WorkflowException("there are no image files (PNG, JPEG, GIF, BMP or PPM) in " + image + ".");
        }
        return files;
    }

    private static Photo photo(Path file) throws WorkflowException {
        try {
            return Photo.read(file);
        } catch (DataException e) {
            throw new WorkflowException(e.getMessage(), e);
        }
    }

    private static Photo.Crop part(Request request, Photo photo, Shape input) throws WorkflowException {
        Photo.Crop part = request.crop().orElseGet(() -> photo.center(input.width(), input.height()));
        if (!photo.contains(part)) {
            throw new WorkflowException("bnn.crop " + part + " does not lie within " + photo.name() + ", which has "
                    + photo.width() + " x " + photo.height() + " pixels.");
        }
        return part;
    }

    /** The class with the greatest probability at each position. */
    private static int[] best(double[] probabilities, int classes) {
        return IntStream.range(0, probabilities.length / classes)
                .map(position ->
                        argmax(Arrays.copyOfRange(probabilities, position * classes, (position + 1) * classes)))
                .toArray();
    }

    /** The share of the positions of each class. */
    private static double[] shares(int[] map, int classes) {
        double[] shares = new double[classes];
        Arrays.stream(map).forEach(c -> shares[c] += 1.0 / map.length);
        return shares;
    }

    private static int argmax(double[] p) {
        return IntStream.range(0, p.length).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
    }

    private static void row(StringBuilder table, String file, String best, double[] p, int first) {
        table.append(csv(file)).append(',').append(csv(best)).append(',').append(share(p[first]));
        for (double each : p) {
            table.append(',').append(share(each));
        }
        table.append('\n');
    }

    private static String share(double p) {
        return String.format(Locale.ROOT, "%.4f", p);
    }

    private static String csv(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static ClassifiedImages.Item item(String name, Photo photo, Photo.Crop part, byte[] seen, double[] p)
            throws IOException {
        double[] box = {
            (double) part.x() / photo.width(),
            (double) part.y() / photo.height(),
            (double) part.width() / photo.width(),
            (double) part.height() / photo.height()
        };
        return new ClassifiedImages.Item(name, photo.jpeg(LONGEST_SIDE), box, seen, p);
    }
}
