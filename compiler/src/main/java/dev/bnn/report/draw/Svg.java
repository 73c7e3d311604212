// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import dev.bnn.template.Language;
import java.util.Locale;

/**
 * Writes SVG elements. Text and attributes are escaped here, so a picture can go into the page as it is. Colors are
 * classes of the page's style sheet, which knows light, dark and print.
 */
public final class Svg {
    private final StringBuilder out = new StringBuilder();

    /**
     * A picture that scales with its box.
     *
     * @param id unique in the page
     * @param title what it is, for screen readers
     * @param description what it shows, in words
     */
    public static Svg image(String id, double width, double height, String title, String description) {
        Svg svg = new Svg();
        svg.out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"%s-t %s-d\">",
                number(width),
                number(height),
                escape(id),
                escape(id)));
        svg.out
                .append("<title id=\"")
                .append(escape(id))
                .append("-t\">")
                .append(escape(title))
                .append("</title>");
        svg.out
                .append("<desc id=\"")
                .append(escape(id))
                .append("-d\">")
                .append(escape(description))
                .append("</desc>");
        return svg;
    }

    /** A picture that only repeats the text beside it, stretched over its box. */
    public static Svg decoration(double width, double height, boolean stretch) {
        Svg svg = new Svg();
        svg.out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\"%s aria-hidden=\"true\">",
                number(width),
                number(height),
                stretch ? " preserveAspectRatio=\"none\"" : ""));
        return svg;
    }

    public Svg rect(String style, double x, double y, double width, double height, double radius) {
        out.append("<rect class=\"").append(style).append('"');
        attribute("x", x).attribute("y", y).attribute("width", width).attribute("height", height);
        if (radius > 0) {
            attribute("rx", radius);
        }
        out.append("/>");
        return this;
    }

    public Svg line(String style, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(style).append('"');
        attribute("x1", x1).attribute("y1", y1).attribute("x2", x2).attribute("y2", y2);
        out.append("/>");
        return this;
    }

    public Svg circle(String style, double x, double y, double radius) {
        out.append("<circle class=\"").append(style).append('"');
        attribute("cx", x).attribute("cy", y).attribute("r", radius);
        out.append("/>");
        return this;
    }

    /** @param path the path in SVG's path language */
    public Svg path(String style, String path) {
        out.append("<path class=\"")
                .append(style)
                .append("\" d=\"")
                .append(path)
                .append("\"/>");
        return this;
    }

    /** @param anchor start, middle or end */
    public Svg text(String style, String anchor, double x, double y, String text) {
        out.append("<text class=\"")
                .append(style)
                .append("\" text-anchor=\"")
                .append(anchor)
                .append('"');
        attribute("x", x).attribute("y", y);
        out.append('>').append(escape(text)).append("</text>");
        return this;
    }

    /** Text that reads upwards from its place. */
    public Svg rotatedText(String style, double x, double y, String text) {
        out.append("<text class=\"")
                .append(style)
                .append("\" transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(") rotate(-90)\">")
                .append(escape(text))
                .append("</text>");
        return this;
    }

    /** The closed element. */
    public String end() {
        return out + "</svg>";
    }

    private Svg attribute(String name, double value) {
        out.append(' ').append(name).append("=\"").append(number(value)).append('"');
        return this;
    }

    /** Two decimals at most: finer than a screen shows, and stable text. */
    public static String number(double value) {
        double rounded = Math.rint(value * 100) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static String escape(String text) {
        return Language.HTML.inline(text);
    }
}
