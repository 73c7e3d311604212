// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.draw.Bars;
import dev.bnn.report.draw.Format;
import dev.bnn.source.Words;
import dev.bnn.template.Templates;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A page that shows images beside their classifications by a network. It needs no other file, no script and no internet access. */
public final class ClassifiedImages {
    private static final Templates TEMPLATES = new Templates("report");

    private ClassifiedImages() {}

    /**
     * An image and its probabilities.
     *
     * @param name the file's name
     * @param photo the image as a JPEG file
     * @param box the classified part, in shares of width and height: left, top, width, height
     * @param input PNG file of the network's input; if the network gives a map, with the map beside it
     * @param probabilities probabilities by class, 0 to 1; for a map, the shares of its positions
     */
    public record Item(String name, byte[] photo, double[] box, byte[] input, double[] probabilities) {}

    /**
     * The classification of one image.
     *
     * @param best number of the likeliest class
     * @param probability probability of that class, 0 to 1
     */
    public record Outcome(String name, int best, double probability) {}

    /**
     * The images that were taken for a class.
     *
     * @param mean mean of their probabilities
     * @param least the image with the lowest probability
     */
    public record ByClass(int label, int images, double mean, Outcome least) {}

    /** A line of the summary. */
    public record Summary(String label, String images, String bar, String mean, String least, String leastShare) {}

    /** The classes as which images were classified, the most frequent first. */
    public static List<ByClass> byClass(List<Outcome> outcomes) {
        return outcomes.stream().collect(Collectors.groupingBy(Outcome::best)).values().stream()
                .map(of -> new ByClass(
                        of.get(0).best(),
                        of.size(),
                        of.stream().mapToDouble(Outcome::probability).average().orElseThrow(),
                        of.stream()
                                .min(Comparator.comparingDouble(Outcome::probability))
                                .orElseThrow()))
                .sorted(Comparator.comparingInt(ByClass::images).reversed().thenComparing(ByClass::label))
                .toList();
    }

    /** An image as the template prints it. */
    public record Card(
            String name, String verdict, String share, String photo, String box, String input, List<Bar> bars) {}

    /** A class; {@code best} for the most likely one. */
    public record Bar(String label, String share, String svg, boolean best) {}

    /**
     * The page; the same items give the same text.
     *
     * @param map whether the network gives a class at each position of a map
     * @param items the images to show, which are the first of all
     * @param outcomes classifications of all images
     */
    public static String html(
            String network, String title, List<String> classes, boolean map, List<Item> items, List<Outcome> outcomes) {
        return TEMPLATES.render(
                "classified.ftl",
                Map.of(
                        "name",
                        network,
                        "title",
                        title.isBlank() ? network : title,
                        "subtitle",
                        (items.size() < outcomes.size() ? "The first " + Format.count(items.size()) + " of " : "")
                                + Words.count(outcomes.size(), "image") + ", classified by the compiled network.",
                        "map",
                        map,
                        "summary",
                        outcomes.size() < 2 ? List.of() : summary(classes, outcomes),
                        "cards",
                        items.stream().map(i -> card(classes, i)).toList()));
    }

    private static List<Summary> summary(List<String> classes, List<Outcome> outcomes) {
        List<ByClass> found = byClass(outcomes);
        double most = found.get(0).images();
        return found.stream()
                .map(c -> new Summary(
                        classes.get(c.label()),
                        Format.count(c.images()),
                        Bars.share(c.images() / most, 0, "fill"),
                        Format.percent(c.mean(), 1),
                        c.least().name(),
                        Format.percent(c.least().probability(), 1)))
                .toList();
    }

    private static Card card(List<String> classes, Item item) {
        double[] p = item.probabilities();
        int best = IntStream.range(0, p.length).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
        List<Bar> bars = IntStream.range(0, p.length)
                .mapToObj(c -> new Bar(
                        classes.get(c),
                        Format.percent(p[c], 1),
                        Bars.share(p[c], 0, c == best ? "fill" : "rest"),
                        c == best))
                .toList();
        String box = String.format(
                Locale.ROOT,
                "left:%.2f%%;top:%.2f%%;width:%.2f%%;height:%.2f%%",
                100 * item.box()[0],
                100 * item.box()[1],
                100 * item.box()[2],
                100 * item.box()[3]);
        return new Card(
                item.name(),
                classes.get(best),
                Format.percent(p[best], 1),
                uri("jpeg", item.photo()),
                box,
                uri("png", item.input()),
                bars);
    }

    private static String uri(String type, byte[] file) {
        return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(file);
    }
}
