// RFC 5545 facts about the components that an exported calendar may hold, and the words it should not show.
// Lists are written as words in one string.

// one: exactly once, maybe: at most once, many: any number. Properties that begin with X- are always allowed.
export const components = {
  VCALENDAR: {
    inside: '',
    one: 'VERSION PRODID',
    maybe: 'CALSCALE LAST-MODIFIED UID URL COLOR REFRESH-INTERVAL SOURCE',
    many: 'NAME DESCRIPTION CATEGORIES IMAGE',
  },
  VEVENT: {
    inside: 'VCALENDAR',
    one: 'UID DTSTAMP DTSTART SUMMARY',
    maybe: 'DTEND DURATION CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE STATUS ' +
      'TRANSP URL RECURRENCE-ID RRULE COLOR',
    many: 'ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE RDATE RELATED-TO REQUEST-STATUS RESOURCES IMAGE ' +
      'CONFERENCE',
  },
  VALARM: {
    inside: 'VEVENT',
    one: 'ACTION TRIGGER DESCRIPTION',
    maybe: 'REPEAT DURATION UID ACKNOWLEDGED',
    many: 'RELATED-TO',
  },
  VTIMEZONE: { inside: 'VCALENDAR', one: 'TZID', maybe: 'LAST-MODIFIED TZURL', many: '' },
  STANDARD: {
    inside: 'VTIMEZONE',
    one: 'DTSTART TZOFFSETFROM TZOFFSETTO',
    maybe: 'RRULE',
    many: 'RDATE TZNAME COMMENT',
  },
};
components.DAYLIGHT = components.STANDARD;

// Value forms of properties whose value does not depend on parameters.
const utc = [/^\d{8}T\d{6}Z$/, 'a time in UTC such as 20260302T093000Z'];
const duration = /^[+-]?P(?!$)(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/;
const offset = [/^(?!-0000$)[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/, 'an offset such as +0100'];
export const forms = {
  'VERSION': [/^2\.0$/, '2.0'],
  'CALSCALE': [/^GREGORIAN$/, 'GREGORIAN'],
  'DTSTAMP': utc,
  'CREATED': utc,
  'LAST-MODIFIED': utc,
  'ACKNOWLEDGED': utc,
  'SEQUENCE': [/^\d+$/, 'a whole number, not negative'],
  'PRIORITY': [/^\d$/, '0 to 9'],
  'STATUS': [/^(TENTATIVE|CONFIRMED|CANCELLED)$/, 'TENTATIVE, CONFIRMED or CANCELLED'],
  'TRANSP': [/^(OPAQUE|TRANSPARENT)$/, 'OPAQUE or TRANSPARENT'],
  'CLASS': [/^(PUBLIC|PRIVATE|CONFIDENTIAL)$/, 'PUBLIC, PRIVATE or CONFIDENTIAL'],
  'ACTION': [/^DISPLAY$/, 'DISPLAY, the one action that all programs carry over'],
  'DURATION': [duration, 'a duration such as PT1H'],
  'REPEAT': [/^\d+$/, 'a whole number, not negative'],
  'RRULE': [/^FREQ=|;FREQ=/, 'a rule with FREQ'],
  'TZOFFSETFROM': offset,
  'TZOFFSETTO': offset,
  'TRIGGER': [duration, 'a duration such as -PT1H'],
  'TRIGGER;VALUE=DATE-TIME': utc,
};

export const texts = 'SUMMARY DESCRIPTION LOCATION COMMENT CONTACT NAME TZNAME UID RELATED-TO';
export const textLists = 'CATEGORIES RESOURCES';

// Words that tell a bystander what is being treated. The first list counts anywhere, the second as whole words.
const tellingParts = 'acne anaesth anesth botox botulin collagen derma filler hyaluron isotret keloid laser melasma ' +
  'mesother micro needl platelet retin skinpen wrinkle';
const tellingWords = 'cit peel peels peeling pen pens prp rf roller rollers rolling scar scars scarred scarring ' +
  'serum serums stamp stamps stamping';
export const telling = new RegExp(
  `${tellingParts.replaceAll(' ', '|')}|\\b(${tellingWords.replaceAll(' ', '|')})\\b`, 'i');
