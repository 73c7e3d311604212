// SPDX-License-Identifier: Apache-2.0
package dev.bnn.template;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;

/** Prints the values of a template in a language: every value passes through the escapes of the language. */
final class LanguageFormat extends CommonMarkupOutputFormat<LanguageFormat.Printed> {
    private final Language language;

    LanguageFormat(Language language) {
        this.language = language;
    }

    Language language() {
        return language;
    }

    /** Text that is escaped for the language. */
    static final class Printed extends CommonTemplateMarkupOutputModel<Printed> {
        private final LanguageFormat format;

        private Printed(String plain, String printed, LanguageFormat format) {
            super(plain, printed);
            this.format = format;
        }

        @Override
        public LanguageFormat getOutputFormat() {
            return format;
        }
    }

    @Override
    public String getName() {
        return language.name();
    }

    @Override
    public String getMimeType() {
        return null;
    }

    @Override
    public void output(String value, Writer out) throws IOException {
        out.write(language.print(value));
    }

    @Override
    public String escapePlainText(String value) {
        return language.print(value);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String name) {
        return false;
    }

    @Override
    protected Printed newTemplateMarkupOutputModel(String plain, String printed) {
        return new Printed(plain, printed, this);
    }
}
