package io.github.mfpjaxrs.security.it.shapes;

/** Prints the shapes for the given seeds, with the model's predictions. Public only for the {@code java} launcher. */
public final class ShowShape {

    private ShowShape() {}

    public static void main(String[] seeds) {
        for (String seed : seeds) {
            Shape shape = ShapeGenerator.generate(Long.parseLong(seed), Boolean.getBoolean("shapes.mutiny"));
            Verdict verdict = Model.of(shape);
            System.out.println(SourceWriter.listing(shape));
            System.out.println(verdict.deployment() + " " + verdict.reasons());
            verdict.routes().forEach(System.out::println);
        }
    }
}
