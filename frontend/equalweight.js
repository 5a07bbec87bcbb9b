// Everything works without this. It only makes some things kinder: focus goes to errors and notices,
// and a button pressed twice sends once.
import { Button, ErrorSummary, NotificationBanner, SkipLink, createAll } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [ErrorSummary, NotificationBanner, SkipLink]) createAll(component);
createAll(Button, { preventDoubleClick: true });
